using System.Globalization;
using System.Text;

namespace UpCoach.MockUpCoach.Data;

/// <summary>A place in the database's write-ahead log: the one clock that primary and replicas share.</summary>
/// <param name="Value">Bytes since the beginning of the log, as PostgreSQL's <c>pg_lsn</c>.</param>
public readonly record struct WalPosition(ulong Value)
{
    /// <summary>How many characters <see cref="ToString"/> gives. Always the same, so that text sorts as positions do.</summary>
    public const int TextLength = 16;

    /// <summary>Before everything: any state of the database will do.</summary>
    public static readonly WalPosition Zero;

    /// <summary>Nobody knows what was written (Redis is away): only the primary will do.</summary>
    public static readonly WalPosition Unknown = new(ulong.MaxValue);

    /// <summary>Gives the later of two positions.</summary>
    public static WalPosition Later(WalPosition left, WalPosition right) => left.Value >= right.Value ? left : right;

    /// <summary>Says whether a server that has come to this position holds all that was written up to <paramref name="floor"/>.</summary>
    public bool Covers(WalPosition floor) => Value >= floor.Value;

    /// <summary>Reads the 16 hexadecimal digits that begin <paramref name="text"/>; anything else is <see cref="Zero"/>.</summary>
    public static WalPosition Parse(ReadOnlySpan<byte> text) =>
        text.Length >= TextLength && ulong.TryParse(text[..TextLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new WalPosition(value)
            : Zero;

    /// <summary>Gives 16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("X16", CultureInfo.InvariantCulture);

    /// <summary>Gives <see cref="ToString"/> as bytes, followed by <paramref name="payload"/>.</summary>
    public byte[] Stamp(ReadOnlySpan<byte> payload)
    {
        var stamped = new byte[TextLength + payload.Length];
        Encoding.ASCII.GetBytes(ToString(), stamped);
        payload.CopyTo(stamped.AsSpan(TextLength));
        return stamped;
    }
}
