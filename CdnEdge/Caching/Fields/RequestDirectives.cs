namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>What a client says about answers from a store (RFC 9111, 5.2.1).</summary>
/// <param name="NoStore">Nothing of this exchange is to be stored.</param>
/// <param name="NoCache">A stored answer may be used only after the origin confirmed it.</param>
/// <param name="OnlyIfCached">The origin is not to be asked.</param>
/// <param name="MaxAge">The oldest answer accepted, in seconds.</param>
/// <param name="MinFresh">For how many seconds more the answer must stay fresh.</param>
/// <param name="MaxStale">For how many seconds an answer may be stale; <see cref="DeltaSeconds.Most"/> where any staleness will do.</param>
internal readonly record struct RequestDirectives(bool NoStore, bool NoCache, bool OnlyIfCached, long? MaxAge, long? MinFresh, long? MaxStale)
{
    /// <summary>Reads the value of <c>Cache-Control</c>; an argument that is no number asks for nothing.</summary>
    public static RequestDirectives Parse(ReadOnlySpan<char> text)
    {
        var directives = default(RequestDirectives);
        if (text.IsEmpty) return directives;
        for (var reader = new DirectiveReader(text); reader.Next();)
        {
            if (reader.Is("no-cache")) directives = directives with { NoCache = true };
            else if (reader.Is("no-store")) directives = directives with { NoStore = true };
            else if (reader.Is("only-if-cached")) directives = directives with { OnlyIfCached = true };
            else if (reader.Is("max-age")) directives = directives with { MaxAge = DeltaSeconds.Parse(reader.Argument) };
            else if (reader.Is("min-fresh")) directives = directives with { MinFresh = DeltaSeconds.Parse(reader.Argument) };
            else if (reader.Is("max-stale")) directives = directives with { MaxStale = reader.Argument.IsEmpty ? DeltaSeconds.Most : DeltaSeconds.Parse(reader.Argument) };
        }

        return directives;
    }
}
