using System.Buffers.Binary;
using System.Text;

namespace UpCoach.MockUpCoach.Data.Seeding;

/// <summary>Writes rows in the binary format of <c>COPY</c> (PostgreSQL's documentation of COPY, "Binary Format"): half a million rows without a task or a generic call for each field.</summary>
/// <param name="output">Where the rows go.</param>
/// <param name="columns">How many fields each row has.</param>
internal sealed class CopyRows(Stream output, int columns)
{
    private const int BatchBytes = 64 * 1024;
    private const int NullLength = -1;
    private const int TextType = 25;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private byte[] buffer = new byte[2 * BatchBytes];
    private int used;

    /// <summary>Writes what stands before the first row.</summary>
    public void Begin() => Header.CopyTo(Take(Header.Length));

    /// <summary>Begins a row; its fields follow in the order of the columns.</summary>
    public void BeginRow() => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)columns);

    /// <summary>Sends what has gathered, if it is worth the trip.</summary>
    public ValueTask FlushAsync(CancellationToken stop) => used < BatchBytes ? ValueTask.CompletedTask : SendAsync(stop);

    /// <summary>Writes what stands after the last row, and sends it all.</summary>
    public ValueTask EndAsync(CancellationToken stop)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), -1);
        return SendAsync(stop);
    }

    /// <summary>Writes a NULL.</summary>
    public void WriteNull() => WriteLength(NullLength);

    /// <summary>Writes a bigint.</summary>
    public void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);

    /// <summary>Writes an integer.</summary>
    public void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);

    /// <summary>Writes a smallint.</summary>
    public void Write(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), value);

    /// <summary>Writes a boolean.</summary>
    public void Write(bool value) => Field(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes a double precision.</summary>
    public void Write(double value) => BinaryPrimitives.WriteDoubleBigEndian(Field(sizeof(double)), value);

    /// <summary>Writes a date: days since 2000.</summary>
    public void Write(DateOnly value) => Write(value.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber);

    /// <summary>Writes a time: microseconds since midnight.</summary>
    public void Write(TimeOnly value) => Write(value.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Writes a timestamptz: microseconds since 2000.</summary>
    public void Write(DateTime value) => Write((value - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>Writes a text.</summary>
    public void Write(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Field(bytes));
    }

    /// <summary>Writes a text[]: dimensions, null flag and type; length and lower bound of the one dimension; the elements.</summary>
    public void Write(string[] values)
    {
        var bytes = (5 * sizeof(int)) + values.Sum(value => sizeof(int) + Encoding.UTF8.GetByteCount(value));
        WriteLength(bytes);
        WriteLength(1);
        WriteLength(0);
        WriteLength(TextType);
        WriteLength(values.Length);
        WriteLength(1);
        foreach (var value in values)
            Write(value);
    }

    private void WriteLength(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), value);

    private Span<byte> Field(int length)
    {
        WriteLength(length);
        return Take(length);
    }

    private Span<byte> Take(int length)
    {
        if (used + length > buffer.Length)
            Array.Resize(ref buffer, Math.Max(2 * buffer.Length, used + length));
        var span = buffer.AsSpan(used, length);
        used += length;
        return span;
    }

    private async ValueTask SendAsync(CancellationToken stop)
    {
        await output.WriteAsync(buffer.AsMemory(0, used), stop);
        used = 0;
    }
}
