namespace UpCoach.MockUpCoach.Content;

/// <summary>An article.</summary>
/// <param name="Id">The item.</param>
/// <param name="Title">The headline.</param>
/// <param name="Body">The text.</param>
/// <param name="Tags">In the order that the author gave.</param>
/// <param name="Version">From 1, one more with each update.</param>
/// <param name="AuthorId">Who wrote this version.</param>
/// <param name="UpdatedAt">When.</param>
/// <param name="Status">draft or published: of the article, whichever version this is.</param>
public sealed record ContentItem(long Id, string Title, string Body, string[] Tags, int Version, long AuthorId, DateTimeOffset UpdatedAt, string Status);
