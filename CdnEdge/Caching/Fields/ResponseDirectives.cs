namespace UpCoach.CdnEdge.Caching.Fields;

/// <summary>What an origin says about storing and reusing its answer.</summary>
/// <remarks>RFC 9111, 5.2.2; RFC 5861 for the two <c>stale-</c> directives. Each number is in seconds, null where the directive is absent.</remarks>
internal sealed record ResponseDirectives
{
    public static readonly ResponseDirectives None = new();

    public bool NoStore { get; private set; }

    /// <summary>Not to be reused without asking; false where it names fields only.</summary>
    public bool NoCache { get; private set; }

    /// <summary>Not to be stored here; false where it names fields only.</summary>
    public bool Private { get; private set; }

    public bool Public { get; private set; }

    public bool MustRevalidate { get; private set; }

    public bool ProxyRevalidate { get; private set; }

    public bool MustUnderstand { get; private set; }

    public long? MaxAge { get; private set; }

    public long? SharedMaxAge { get; private set; }

    public long? StaleWhileRevalidate { get; private set; }

    public long? StaleIfError { get; private set; }

    /// <summary>Fields that <c>no-cache="…"</c> and <c>private="…"</c> name: they are never sent from a store.</summary>
    public IReadOnlyList<string> FieldsNotStored { get; private set; } = [];

    /// <summary>Whether an answer that has become stale may never be used without asking.</summary>
    public bool ForbidsStale => NoCache || MustRevalidate || ProxyRevalidate || SharedMaxAge is not null;

    /// <summary>Reads the value of <c>Cache-Control</c>, several lines joined by commas.</summary>
    public static ResponseDirectives Parse(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return None;
        var directives = new ResponseDirectives();
        for (var reader = new DirectiveReader(text); reader.Next();) directives.Apply(reader);
        return directives;
    }

    /// <summary>Takes the directives of a targeted field, of which the types are already checked.</summary>
    public static ResponseDirectives From(IReadOnlyDictionary<string, object> members)
    {
        return new ResponseDirectives
        {
            NoStore = Flag("no-store"),
            NoCache = Flag("no-cache"),
            Private = Flag("private"),
            Public = Flag("public"),
            MustRevalidate = Flag("must-revalidate"),
            ProxyRevalidate = Flag("proxy-revalidate"),
            MustUnderstand = Flag("must-understand"),
            MaxAge = Seconds("max-age"),
            SharedMaxAge = Seconds("s-maxage"),
            StaleWhileRevalidate = Seconds("stale-while-revalidate"),
            StaleIfError = Seconds("stale-if-error"),
        };

        bool Flag(string name) => members.TryGetValue(name, out var value) && value is not false;
        long? Seconds(string name) => members.TryGetValue(name, out var value) && value is long seconds ? Math.Clamp(seconds, 0, DeltaSeconds.Most) : null;
    }

    private void Apply(DirectiveReader reader)
    {
        if (reader.Is("max-age")) MaxAge = Lifetime(MaxAge, reader.Argument);
        else if (reader.Is("s-maxage")) SharedMaxAge = Lifetime(SharedMaxAge, reader.Argument);
        else if (reader.Is("no-store")) NoStore = true;
        else if (reader.Is("public")) Public = true;
        else if (reader.Is("must-revalidate")) MustRevalidate = true;
        else if (reader.Is("proxy-revalidate")) ProxyRevalidate = true;
        else if (reader.Is("must-understand")) MustUnderstand = true;
        else if (reader.Is("stale-while-revalidate")) StaleWhileRevalidate = DeltaSeconds.Parse(reader.Argument);
        else if (reader.Is("stale-if-error")) StaleIfError = DeltaSeconds.Parse(reader.Argument);
        else if (reader.Is("private") && reader.Argument.IsEmpty) Private = true;
        else if (reader.Is("no-cache") && reader.Argument.IsEmpty) NoCache = true;
        else if (reader.Is("private") || reader.Is("no-cache")) FieldsNotStored = [.. FieldsNotStored, .. FieldList.Of(reader.Argument)];
    }

    // RFC 9111, 4.2.1: a lifetime that is no number, or one that contradicts another, makes the answer stale.
    private static long? Lifetime(long? before, ReadOnlySpan<char> argument)
    {
        var value = DeltaSeconds.Parse(argument) ?? 0;
        return before is null || before == value ? value : 0;
    }
}
