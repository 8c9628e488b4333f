namespace UpCoach.MockUpCoach.Content;

/// <summary>Articles that match a search, best first.</summary>
public sealed record SearchResult(IReadOnlyList<SearchHit> Items);
