using System.Globalization;

namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>Reads a date of HTTP, strictly: a date that is almost right is no date, because a wrong guess serves stale content.</summary>
/// <remarks>
/// RFC 9110, 5.6.7. Names are compared without case, as recipients commonly do; the name of the day is not checked against the date.
/// <code>
/// IMF-fixdate = day-name "," SP 2DIGIT SP month SP 4DIGIT SP time SP "GMT"
/// rfc850-date = day-name-l "," SP 2DIGIT "-" month "-" 2DIGIT SP time SP "GMT"
/// asctime     = day-name SP month SP ( 2DIGIT / ( SP 1DIGIT ) ) SP time SP 4DIGIT
/// </code>
/// </remarks>
internal static class HttpDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] LongDays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads a date in any of the three formats.</summary>
    /// <param name="text">The field's value.</param>
    /// <param name="now">Decides the century of a two-digit year: more than 50 years ahead means the past.</param>
    /// <returns>The moment, or null where the text is no date.</returns>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        text = text.Trim(" \t");
        var comma = text.IndexOf(',');
        if (comma < 0) return Asctime(text);
        return comma == 3 ? ImfFixdate(text) : Rfc850(text, comma, now);
    }

    /// <summary>Writes a date in the preferred format.</summary>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    private static DateTimeOffset? ImfFixdate(ReadOnlySpan<char> text)
        => text.Length == 29 && text[4] == ' ' && text[7] == ' ' && text[11] == ' ' && text[16] == ' ' && IsGmt(text[25..]) && IndexOf(Days, text[..3]) >= 0
            ? Moment(Digits(text[12..16]), IndexOf(Months, text[8..11]), Digits(text[5..7]), text[17..25])
            : null;

    private static DateTimeOffset? Rfc850(ReadOnlySpan<char> text, int comma, DateTimeOffset now)
    {
        if (IndexOf(LongDays, text[..comma]) < 0) return null;
        var rest = text[(comma + 1)..];
        if (rest.Length != 23 || rest[0] != ' ' || rest[3] != '-' || rest[7] != '-' || rest[10] != ' ' || !IsGmt(rest[19..])) return null;
        var year = Digits(rest[8..10]);
        if (year < 0) return null;
        year += now.Year / 100 * 100;
        if (year > now.Year + 50) year -= 100;
        return Moment(year, IndexOf(Months, rest[4..7]), Digits(rest[1..3]), rest[11..19]);
    }

    private static DateTimeOffset? Asctime(ReadOnlySpan<char> text)
    {
        if (text.Length != 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[19] != ' ' || IndexOf(Days, text[..3]) < 0) return null;
        var day = text[8] == ' ' ? Digits(text[9..10]) : Digits(text[8..10]);
        return Moment(Digits(text[20..24]), IndexOf(Months, text[4..7]), day, text[11..19]);
    }

    private static DateTimeOffset? Moment(int year, int monthFromZero, int day, ReadOnlySpan<char> time)
    {
        if (time[2] != ':' || time[5] != ':') return null;
        int hour = Digits(time[..2]), minute = Digits(time[3..5]), second = Digits(time[6..8]);
        if (year < 1 || monthFromZero < 0 || day < 1 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return null;
        if (day > DateTime.DaysInMonth(year, monthFromZero + 1)) return null;

        // A leap second is the last second of its minute: no clock here can tell them apart.
        return new DateTimeOffset(year, monthFromZero + 1, day, hour, minute, Math.Min(second, 59), TimeSpan.Zero);
    }

    private static bool IsGmt(ReadOnlySpan<char> text) => text.Equals(" GMT", StringComparison.OrdinalIgnoreCase);

    private static int IndexOf(string[] names, ReadOnlySpan<char> name)
    {
        for (var n = 0; n < names.Length; n++)
        {
            if (name.Equals(names[n], StringComparison.OrdinalIgnoreCase)) return n;
        }

        return -1;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return -1;
            value = (value * 10) + digit - '0';
        }

        return value;
    }
}
