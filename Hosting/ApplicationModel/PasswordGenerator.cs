using System.Security.Cryptography;

namespace UpCoach.Hosting.ApplicationModel;

/// <summary>Generates passwords from a cryptographic source.</summary>
internal static class PasswordGenerator
{
    private const string LowerChars = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperChars = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericChars = "0123456789";

    // None of these needs quoting in a connection string, a pgpass file or a shell variable's value.
    private const string SpecialChars = "-_.{}~()*+!";

    public static string Generate(GenerateParameterDefault rules)
    {
        var classes = new (bool Allowed, string Chars, int Least)[]
        {
            (rules.Lower, LowerChars, rules.MinLower),
            (rules.Upper, UpperChars, rules.MinUpper),
            (rules.Numeric, NumericChars, rules.MinNumeric),
            (rules.Special, SpecialChars, rules.MinSpecial),
        };
        var all = string.Concat(classes.Where(c => c.Allowed).Select(c => c.Chars));
        if (all.Length == 0)
        {
            throw new DistributedApplicationException("A generated parameter must allow at least one kind of character.");
        }

        List<char> chars = [.. classes.Where(c => c.Allowed && c.Least > 0).SelectMany(c => RandomNumberGenerator.GetItems<char>(c.Chars, c.Least))];
        chars.AddRange(RandomNumberGenerator.GetItems<char>(all, Math.Max(0, rules.MinLength - chars.Count)));
        var shuffled = chars.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new string(shuffled);
    }
}
