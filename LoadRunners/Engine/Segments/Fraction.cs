using System.Globalization;

namespace UpCoach.LoadRunners.Engine.Segments;

/// <summary>An exact fraction in lowest terms.</summary>
public readonly record struct Fraction : IComparable<Fraction>
{
    /// <summary>Initializes a fraction.</summary>
    /// <param name="numerator">0 or more.</param>
    /// <param name="denominator">1 or more.</param>
    public Fraction(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        var divisor = Gcd(numerator, denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    /// <summary>Gets 0.</summary>
    public static Fraction Zero { get; } = new(0, 1);

    /// <summary>Gets 1.</summary>
    public static Fraction One { get; } = new(1, 1);

    /// <summary>Gets the numerator.</summary>
    public long Numerator { get; }

    /// <summary>Gets the denominator.</summary>
    public long Denominator { get; }

    /// <summary>Reads <c>1/3</c>, <c>0.25</c> or <c>25%</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Fraction Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().Split('/');
        if (parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            && numerator < int.MaxValue && denominator is > 0 and < int.MaxValue)
        {
            return new Fraction(numerator, denominator);
        }

        var (digits, scale) = text.Trim() is [.. var percent, '%'] ? (percent, 100L) : (text.Trim(), 1L);
        var dot = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = dot < 0 ? 0 : digits.Length - dot - 1;
        return decimals <= 6 && long.TryParse(digits.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value < int.MaxValue
            ? new Fraction(value, scale * (long)Math.Pow(10, decimals))
            : throw new FormatException($"'{text}' is not a fraction: expected 1/3, 0.25 or 25%.");
    }

    /// <inheritdoc/>
    public int CompareTo(Fraction other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>Says whether one is less.</summary>
    public static bool operator <(Fraction one, Fraction other) => one.CompareTo(other) < 0;

    /// <summary>Says whether one is greater.</summary>
    public static bool operator >(Fraction one, Fraction other) => one.CompareTo(other) > 0;

    /// <summary>Says whether one is less or equal.</summary>
    public static bool operator <=(Fraction one, Fraction other) => one.CompareTo(other) <= 0;

    /// <summary>Says whether one is greater or equal.</summary>
    public static bool operator >=(Fraction one, Fraction other) => one.CompareTo(other) >= 0;

    /// <summary>Prints <c>1/3</c>, or <c>1</c>.</summary>
    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <summary>Gives the greatest common divisor; 0 and a number have that number.</summary>
    internal static long Gcd(long one, long other) => other == 0 ? one : Gcd(other, one % other);
}
