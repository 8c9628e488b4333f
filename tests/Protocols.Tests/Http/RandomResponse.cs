using System.Text;
using CsCheck;

namespace UpCoach.Protocols.Tests.Http;

/// <summary>A response that a server may send, and what it means.</summary>
internal sealed record RandomResponse(byte[] Bytes, int Status, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers, bool EndsWithTheConnection)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

    private static readonly int[] s_statuses = [200, 201, 206, 301, 404, 500, 204, 304];
    private static readonly Gen<string> s_name = Gen.Char[Letters].Array[1, 12].Select(letters => "X-" + new string(letters));
    private static readonly Gen<string> s_value = Gen.Char[Letters + " ,;=/\""].Array[0, 40].Select(letters => new string(letters).Trim());
    private static readonly Gen<KeyValuePair<string, string>[]> s_headers =
        Gen.Select(s_name, s_value, (name, value) => new KeyValuePair<string, string>(name, value)).Array[0, 8]
            .Select(headers => headers.DistinctBy(header => header.Key, StringComparer.OrdinalIgnoreCase).ToArray());

    public static readonly Gen<RandomResponse> Any = Gen.Select(
        Gen.Int[0, s_statuses.Length - 1].Select(index => s_statuses[index]),
        s_headers,
        Gen.Byte.Array[0, 3000],
        Gen.Int[0, 2],
        Gen.Int[1, 700].Array[1, 20],
        Gen.Int[0, 2],
        Compose);

    /// <summary>Ways to cut bytes into pieces.</summary>
    public static Gen<int[]> Cuts(int most) => Gen.Int[1, Math.Max(1, most)].Array[0, 12];

    /// <summary>Cuts bytes into pieces of these lengths, again and again; the rest in one.</summary>
    public static IEnumerable<byte[]> Cut(byte[] bytes, int[] lengths)
    {
        var start = 0;
        foreach (var length in lengths)
        {
            if (start >= bytes.Length) yield break;
            yield return bytes[start..Math.Min(bytes.Length, start + length)];
            start += length;
        }

        if (start < bytes.Length) yield return bytes[start..];
    }

    private static RandomResponse Compose(
        int status, KeyValuePair<string, string>[] headers, byte[] body, int framing, int[] chunks, int interims)
    {
        if (status is 204 or 304) (body, framing) = ([], 0);
        using var bytes = new MemoryStream();
        for (var i = 0; i < interims; i++) Write(bytes, "HTTP/1.1 100 Continue\r\nX-Interim: yes\r\n\r\n");
        Write(bytes, $"HTTP/1.1 {status} Some Reason\r\n");
        foreach (var (name, value) in headers) Write(bytes, $"{name}: {value}\r\n");
        switch (framing)
        {
            case 0:
                Write(bytes, status == 204 ? "\r\n" : $"Content-Length: {body.Length}\r\n\r\n");
                bytes.Write(body);
                break;
            case 1:
                Write(bytes, "Transfer-Encoding: chunked\r\n\r\n");
                foreach (var chunk in Cut(body, chunks))
                {
                    Write(bytes, $"{chunk.Length:X}{(chunk.Length % 3 == 0 ? ";a=b" : "")}\r\n");
                    bytes.Write(chunk);
                    Write(bytes, "\r\n");
                }

                Write(bytes, chunks.Length % 2 == 0 ? "0\r\n\r\n" : "0\r\nX-Trailer: 1\r\n\r\n");
                break;
            default:
                Write(bytes, "Connection: close\r\n\r\n");
                bytes.Write(body);
                break;
        }

        return new RandomResponse(bytes.ToArray(), status, body, headers, framing == 2);
    }

    private static void Write(MemoryStream bytes, string text) => bytes.Write(Encoding.ASCII.GetBytes(text));
}
