using System.Buffers.Binary;

namespace UpCoach.Runner.Tests.Outputs;

/// <summary>Reads protobuf without its schema: which fields there are, under which path, of which wire type.</summary>
internal static class ProtobufFields
{
    /// <summary>Gives each leaf as <c>1.2.7:2</c> (path, wire type) with its bytes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isMessage">Whether the field at a path is a message.</param>
    /// <param name="path">The message's own path.</param>
    public static IEnumerable<(string Path, byte[] Value)> Read(byte[] message, Func<string, bool> isMessage, string path = "")
    {
        var offset = 0;
        while (offset < message.Length)
        {
            var tag = Varint(message, ref offset);
            var (field, type) = ((path.Length == 0 ? "" : path + ".") + (tag >> 3), (int)(tag & 7));
            var start = offset;
            switch (type)
            {
                case 0:
                    Varint(message, ref offset);
                    yield return ($"{field}:0", message[start..offset]);
                    break;
                case 1:
                    offset += 8;
                    yield return ($"{field}:1", message[start..offset]);
                    break;
                case 2:
                    var length = (int)Varint(message, ref offset);
                    var value = message[offset..(offset + length)];
                    offset += length;
                    if (!isMessage(field))
                    {
                        yield return ($"{field}:2", value);
                        break;
                    }

                    foreach (var inner in Read(value, isMessage, field)) yield return inner;
                    break;
                default:
                    throw new InvalidDataException($"wire type {type} at {field}");
            }
        }
    }

    public static double Double(byte[] value) => BinaryPrimitives.ReadDoubleLittleEndian(value);

    public static ulong Varint(byte[] bytes, ref int offset)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = bytes[offset++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
