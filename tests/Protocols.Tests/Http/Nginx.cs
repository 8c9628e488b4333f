using System.Security.Cryptography.X509Certificates;
using UpCoach.Testing;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>A real nginx with an answer of every framing that it has.</summary>
public sealed class Nginx : IAsyncLifetime
{
    // Headers of 24 KB are longer than a client's first buffer; nginx's own settings may not be longer than 4 KB each.
    private static readonly string LargeHeaders = string.Join('\n', Enumerable.Range(1, 8).Select(n => $"add_header X-Large-{n} {new string((char)('a' + n), 3000)};"));

    private static readonly string Server = $$"""
        large_client_header_buffers 4 32k;
        keepalive_requests 7;
        if_modified_since before;
        gzip_types text/plain;
        error_page 418 = @never;
        location = /large-headers { {{LargeHeaders}} return 200 "large"; }
        location = /echo-header { return 200 "$http_x_big"; }
        location = /nothing { return 204; }
        location = /moved { return 301 /text; }
        location = /closes { keepalive_timeout 0; return 200 "last"; }
        location = /count { return 200 "$connection_requests"; }
        location = /continued { add_header X-A "1"; add_header X-A "2"; return 200 ""; }
        location = /packed { gzip on; gzip_min_length 1; try_files /text =404; }
        location = /to-the-end { gzip on; gzip_min_length 1; chunked_transfer_encoding off; try_files /text =404; }
        location = /slow { limit_rate 400k; try_files /text =404; }
        location = /post { proxy_pass $self/posted; proxy_set_header X-Body $request_body; proxy_http_version 1.1; client_body_buffer_size 64k; }
        location = /posted { return 200 "$request_method $content_length $http_x_body"; }
        """;

    private NginxServer _nginx = null!;

    public Uri Address => _nginx.Address;

    public Uri TlsAddress => _nginx.TlsAddress;

    public async ValueTask InitializeAsync()
    {
        using var certificate = TestCertificate.Create();
        using var key = certificate.GetECDsaPrivateKey()!;
        _nginx = await NginxServer.StartAsync(
            Server,
            (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()),
            new Dictionary<string, byte[]>
            {
                ["text"] = [.. Enumerable.Range(0, 60_000).Select(i => (byte)('a' + (i * i % 23)))],
                ["random"] = RandomBytes(300_000),
                ["empty"] = [],
            },
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _nginx?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
