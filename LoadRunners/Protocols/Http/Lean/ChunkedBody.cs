namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Where a chunked body is.</summary>
/// <remarks>
/// <code>
/// body     = *( size [ ";" extension ] end-of-line 1*OCTET end-of-line ) 1*"0" [ ";" extension ] end-of-line trailers
/// trailers = *( line ) end-of-line
///
/// Size     -> a size above 0     -> Data
/// Size     -> 0                  -> Trailers
/// Data     -> its bytes are read -> DataEnd
/// DataEnd  -> end of line        -> Size
/// Trailers -> an empty line      -> Done
/// </code>
/// </remarks>
internal struct ChunkedBody
{
    private const int MostLineBytes = 16 * 1024;
    private const int MostTrailerBytes = 64 * 1024;

    private enum Step
    {
        Size,
        Data,
        DataEnd,
        Trailers,
        Done,
    }

    private Step _step;
    private long _left;
    private int _trailerBytes;

    public readonly bool IsDone => _step == Step.Done;

    /// <summary>Takes the next piece of the input.</summary>
    /// <param name="input">What has come.</param>
    /// <param name="used">How many of its bytes are done with; 0 if more must come first.</param>
    /// <param name="data">Those of them that are the body's.</param>
    /// <returns>What is wrong; null if nothing is.</returns>
    public string? Take(ReadOnlySpan<byte> input, out int used, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (_step == Step.Data)
        {
            used = (int)Math.Min(_left, input.Length);
            data = input[..used];
            _left -= used;
            if (_left == 0) _step = Step.DataEnd;
            return null;
        }

        var feed = input.IndexOf((byte)'\n');
        used = feed + 1;
        if (feed < 0) return input.Length > MostLineBytes ? "a line of the chunked body is too long" : null;
        var line = input[..feed].TrimEnd((byte)'\r');
        switch (_step)
        {
            case Step.Size:
                return ReadSize(line);
            case Step.DataEnd:
                _step = Step.Size;
                return line.IsEmpty ? null : "a chunk is longer than its size";
            default:
                _trailerBytes += used;
                if (line.IsEmpty) _step = Step.Done;
                return _trailerBytes > MostTrailerBytes ? "the trailers are too long" : null;
        }
    }

    private string? ReadSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).TrimEnd(" \t"u8);
        _left = 0;
        if (digits.Length is 0 or > 15) return "a chunk's size is malformed";
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit)) return "a chunk's size is malformed";
            _left = (_left << 4) + (char.IsAsciiDigit((char)digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        _step = _left == 0 ? Step.Trailers : Step.Data;
        return null;
    }
}
