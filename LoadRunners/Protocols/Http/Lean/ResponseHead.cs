using System.Buffers.Text;
using System.Text;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>What a response's head says about its body and its connection.</summary>
/// <remarks>
/// <code>
/// head        = status-line *( header-line ) end-of-line
/// status-line = "HTTP/1." DIGIT SP 3DIGIT [ SP reason ] end-of-line
/// header-line = name ":" OWS value OWS end-of-line *( ( SP / HTAB ) more-of-the-value end-of-line )
/// end-of-line = [ CR ] LF
/// </code>
/// RFC 9112, with its tolerances: a bare LF ends a line (2.2), and a value may go on in the next line (5.2).
/// </remarks>
internal struct ResponseHead
{
    public int Status;
    public int LinesStart;
    public int LinesEnd;
    public long ContentLength; // -1: not given
    public bool IsChunked;
    public bool KeepsAlive;
    public bool SetsCookies;
    public bool IsEncoded;

    /// <summary>Reads a head.</summary>
    /// <param name="input">The bytes so far.</param>
    /// <param name="head">What it says.</param>
    /// <param name="length">The head's length.</param>
    /// <param name="error">What is wrong with it; null if nothing is.</param>
    /// <returns>False if the head is not whole yet, or wrong.</returns>
    public static bool TryRead(ReadOnlySpan<byte> input, out ResponseHead head, out int length, out string? error)
    {
        head = new ResponseHead { ContentLength = -1 };
        (length, error) = (0, null);
        if (!LineEnd(input, 0, out var end, out var next))
        {
            // Wrong from its first bytes on: no need to wait for more.
            if (!"HTTP/1."u8.StartsWith(input[..Math.Min(input.Length, 7)])) error = "the response is not HTTP/1.x";
            return false;
        }

        if (!head.ReadStatusLine(input[..end], ref error)) return false;
        head.LinesStart = next;
        while (true)
        {
            var start = next;
            if (!LineEnd(input, start, out end, out next)) return false;
            if (end == start) break;
            // A value may go on: the next line's first byte tells.
            while (next < input.Length && input[next] is (byte)' ' or (byte)'\t')
            {
                if (!LineEnd(input, next, out end, out next)) return false;
            }

            if (next >= input.Length) return false;
            if (!head.ReadHeader(input[start..end], ref error)) return false;
            head.LinesEnd = next;
        }

        length = next;
        head.LinesEnd = Math.Max(head.LinesEnd, head.LinesStart);
        return true;
    }

    private static bool LineEnd(ReadOnlySpan<byte> input, int start, out int end, out int next)
    {
        var feed = input[start..].IndexOf((byte)'\n');
        (end, next) = (0, 0);
        if (feed < 0) return false;
        end = start + feed;
        next = end + 1;
        if (end > start && input[end - 1] == '\r') end--;
        return true;
    }

    private bool ReadStatusLine(ReadOnlySpan<byte> line, ref string? error)
    {
        error = "the status line is malformed";
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || !char.IsAsciiDigit((char)line[7]) || line[8] != ' ') return false;
        if (line.Length > 12 && line[12] != ' ') return false;
        for (var i = 9; i < 12; i++)
        {
            if (!char.IsAsciiDigit((char)line[i])) return false;
            Status = (Status * 10) + line[i] - '0';
        }

        if (Status < 100) return false;
        KeepsAlive = line[7] != '0';
        error = null;
        return true;
    }

    private bool ReadHeader(ReadOnlySpan<byte> line, ref string? error)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t' || line[colon - 1] is (byte)' ' or (byte)'\t')
        {
            error = "a header line is malformed";
            return false;
        }

        var name = line[..colon];
        switch (name.Length)
        {
            case 10 when Ascii.EqualsIgnoreCase(name, "Connection"u8):
                ReadConnection(line[(colon + 1)..]);
                return true;
            case 10 when Ascii.EqualsIgnoreCase(name, "Set-Cookie"u8):
                SetsCookies = true;
                return true;
            case 16 when Ascii.EqualsIgnoreCase(name, "Content-Encoding"u8):
                IsEncoded = true;
                return true;
            case 14 when Ascii.EqualsIgnoreCase(name, "Content-Length"u8):
                return ReadContentLength(line[(colon + 1)..].Trim(" \t\r\n"u8), ref error);
            case 17 when Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8):
                return ReadTransferEncoding(line[(colon + 1)..].Trim(" \t\r\n"u8), ref error);
            default:
                return true;
        }
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        foreach (var range in value.Split((byte)','))
        {
            var word = value[range].Trim(" \t\r\n"u8);
            if (Ascii.EqualsIgnoreCase(word, "close"u8)) KeepsAlive = false;
            else if (Ascii.EqualsIgnoreCase(word, "keep-alive"u8)) KeepsAlive = true;
        }
    }

    private bool ReadContentLength(ReadOnlySpan<byte> value, ref string? error)
    {
        var isNumber = value.Length is > 0 and <= 18 && Utf8Parser.TryParse(value, out long length, out var used) && used == value.Length
            && char.IsAsciiDigit((char)value[0]) && (ContentLength < 0 || ContentLength == length)
            && (ContentLength = length) >= 0;
        if (!isNumber) error = "the Content-Length is malformed";
        return isNumber;
    }

    private bool ReadTransferEncoding(ReadOnlySpan<byte> value, ref string? error)
    {
        // Others than chunked were never asked for (TE), and their end could not be told.
        IsChunked = !IsChunked && Ascii.EqualsIgnoreCase(value, "chunked"u8);
        if (!IsChunked) error = "the Transfer-Encoding is not chunked";
        return IsChunked;
    }
}
