namespace UpCoach.MockUpCoach.Content;

/// <summary>A search that is still being typed: whole words, and the beginning of the last.</summary>
/// <param name="Words">What stands before, in the syntax of a search.</param>
/// <param name="Beginning">Letters and digits in lower case: nothing that LIKE or a query would read as more than text.</param>
internal readonly record struct PrefixQuery(string Words, string Beginning)
{
    private const int Longest = 40;

    /// <summary>Reads a search; false if it does not end in a word that can be continued.</summary>
    public static bool TryRead(string text, out PrefixQuery query)
    {
        var length = 0;
        while (length < text.Length && char.IsLetterOrDigit(text[^(length + 1)]))
            length++;
        var words = text[..^length];

        // A quoted or excluded word is meant as it stands.
        var isWord = length is > 0 and <= Longest && (words.Length == 0 || char.IsWhiteSpace(words[^1])) && words.Count(c => c == '"') % 2 == 0;
        query = isWord ? new PrefixQuery(words.Trim(), text[^length..].ToLowerInvariant()) : default;
        return isWord;
    }
}
