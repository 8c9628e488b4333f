using System.Globalization;
using System.Net.Sockets;

namespace UpCoach.Testing;

/// <summary>A real nginx on two free loopback ports, HTTP and HTTPS, with its files in a temporary folder. It ends with <see cref="DisposeAsync"/>, and also if the test process is killed.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private readonly ServerGuardian guardian;

    private NginxServer(ServerGuardian guardian, int[] ports)
    {
        this.guardian = guardian;
        (Address, TlsAddress) = (AddressOf("http", ports[0]), AddressOf("https", ports[1]));
    }

    /// <summary>Where it speaks HTTP.</summary>
    public Uri Address { get; }

    /// <summary>Where it speaks HTTPS.</summary>
    public Uri TlsAddress { get; }

    /// <summary>Starts it, and installs it first where it is missing.</summary>
    /// <param name="server">What stands in its <c>server</c> block, besides <c>listen</c> and certificates.</param>
    /// <param name="certificate">Its certificate and key in PEM.</param>
    /// <param name="files">Files below its root.</param>
    /// <param name="stop">Ends the start.</param>
    public static async Task<NginxServer> StartAsync(
        string server, (string Certificate, string Key) certificate, IReadOnlyDictionary<string, byte[]> files, CancellationToken stop = default)
    {
        await ServerMachine.EnsureAsync([new NginxProgram()]);
        var folder = Directory.CreateTempSubdirectory("upcoach-nginx-").FullName;
        var ports = FreePorts.Take(2);
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(root, name), content, stop);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.Certificate, stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), certificate.Key, stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Settings(folder, ports, server), stop);
        var nginx = new NginxServer(ServerGuardian.Start(folder), ports);
        try
        {
            nginx.guardian.Run(new NginxProgram().Find(null)!.Path, asPostgres: false, folder, "output.log", "-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log"));
            await Eventually.TrueAsync(() => AnswersAsync(ports[1], stop), "nginx answers", stop);
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => guardian.DisposeAsync();

    // One process, and every file that it would write elsewhere in its own folder.
    private static string Settings(string folder, int[] ports, string server) => string.Create(CultureInfo.InvariantCulture, $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log warn;
        events { worker_connections 256; }
        http {
          access_log off;
          default_type text/plain;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          server {
            listen 127.0.0.1:{{ports[0]}};
            listen 127.0.0.1:{{ports[1]}} ssl;
            ssl_certificate {{folder}}/cert.pem;
            ssl_certificate_key {{folder}}/key.pem;
            root {{folder}}/root;
            set $self http://127.0.0.1:{{ports[0]}};
            {{server}}
          }
        }
        """);

    private static async Task<bool> AnswersAsync(int port, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Uri AddressOf(string scheme, int port) => new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{port}/"));
}
