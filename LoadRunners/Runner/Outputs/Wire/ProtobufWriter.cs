using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace UpCoach.LoadRunners.Runner.Outputs.Wire;

/// <summary>Writes protocol buffers: the few field types that remote write and OTLP need.</summary>
/// <remarks>
/// <code>
/// field   = varint(number * 8 + type) value
/// type    = 0 varint | 1 eight bytes, little-endian | 2 varint(length) bytes
/// </code>
/// Source: protobuf.dev/programming-guides/encoding.
/// </remarks>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Gets what was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Writes a number of type int64, uint64, bool or enum.</summary>
    public ProtobufWriter Integer(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
        return this;
    }

    /// <summary>Writes a number of type fixed64.</summary>
    public ProtobufWriter Fixed(int field, ulong value)
    {
        Tag(field, Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(sizeof(ulong)), value);
        _buffer.Advance(sizeof(ulong));
        return this;
    }

    /// <summary>Writes a double, bit by bit: a NaN keeps its payload.</summary>
    public ProtobufWriter Double(int field, double value) => Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Writes a text.</summary>
    public ProtobufWriter Text(int field, string value)
    {
        Tag(field, Bytes);
        Number((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _buffer);
        return this;
    }

    /// <summary>Writes a packed list of fixed64.</summary>
    public ProtobufWriter PackedFixed(int field, IReadOnlyCollection<ulong> values)
    {
        Tag(field, Bytes);
        Number((ulong)values.Count * sizeof(ulong));
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(sizeof(ulong)), value);
            _buffer.Advance(sizeof(ulong));
        }

        return this;
    }

    /// <summary>Writes a message inside this one.</summary>
    public ProtobufWriter Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Tag(field, Bytes);
        Number((ulong)inner._buffer.WrittenCount);
        _buffer.Write(inner.Written);
        return this;
    }

    private void Tag(int field, int type) => Number((ulong)((field << 3) | type));

    private void Number(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }
}
