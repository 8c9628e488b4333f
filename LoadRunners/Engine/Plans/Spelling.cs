namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Finds what a misspelt word was meant to be.</summary>
internal static class Spelling
{
    /// <summary>Words the sentence that follows an unknown word: what it may mean, and what is allowed.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> allowed)
    {
        var nearest = Nearest(word, allowed);
        var list = allowed.Count == 0 ? "none" : string.Join(", ", allowed);
        return nearest is null ? $"allowed: {list}" : $"did you mean '{nearest}'? Allowed: {list}";
    }

    /// <summary>Gives the nearest allowed word; null if none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> allowed)
    {
        var best = allowed
            .Select(candidate => (Candidate: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return best.Candidate is not null && best.Distance <= Math.Max(2, word.Length / 3) ? best.Candidate : null;
    }

    // Levenshtein's distance, row by row.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = one[i - 1] == other[j - 1] ? diagonal : 1 + Math.Min(diagonal, Math.Min(above, row[j - 1]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
