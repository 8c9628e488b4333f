using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Client.Messages;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Content;

/// <summary>What an editor can do, and what must be true of the answers.</summary>
internal sealed class ContentDesk(VirtualUser user, UpCoachClient api, ZipfDistribution popularity)
{
    private const int PageSize = 20;

    private string _word = "morning";
    private string _tag = "sleep";
    private string? _nextPage;

    public async ValueTask ReadArticleAsync(CancellationToken stop) => await ReadAsync(PickArticle(), stop);

    /// <summary>Turns to the next page of all articles, newest first; at the start and now and then to the first.</summary>
    public async ValueTask BrowseAsync(CancellationToken stop)
    {
        var after = user.Random.Next(2) == 0 ? null : _nextPage;
        if (await ListAsync(after, tag: null, stop) is not { } page) return;
        _nextPage = page.Next;
    }

    /// <summary>Lists the articles of a tag that was seen before.</summary>
    public async ValueTask BrowseTagAsync(CancellationToken stop)
    {
        var tag = _tag;
        if (await ListAsync(after: null, tag, stop) is not { } page) return;
        user.Check("content by tag: each has the tag", page.Items.All(item => item.Tags.Contains(tag, StringComparer.Ordinal)));
    }

    /// <summary>Searches for a word of a title that was seen before, so that there is something to find.</summary>
    public async ValueTask SearchAsync(CancellationToken stop)
    {
        var answer = await api.SearchAsync(_word, stop);
        if (!answer.Succeeded(user, out var found)) return;
        user.Check("search: finds a word of a known title", found.Items.Count is > 0 and <= PageSize);
        user.Check("search: best first", IsDescending(found.Items, hit => hit.Rank, isStrict: false));
    }

    public async ValueTask ListTagsAsync(CancellationToken stop)
    {
        var answer = await api.TagsAsync(stop);
        if (!answer.Succeeded(user, out var tags)) return;
        if (user.Check("tags: there are some, the most used first", tags.Items.Count > 0 && IsDescending(tags.Items, tag => tag.Count, isStrict: false)))
            _tag = tags.Items[user.Random.Next(Math.Min(tags.Items.Count, PageSize))].Tag;
    }

    public async ValueTask ReadVersionsAsync(CancellationToken stop)
    {
        var answer = await api.VersionsAsync(PickArticle(), stop);
        if (!answer.Succeeded(user, out var versions)) return;
        user.Check("versions: newest first, down to the first", versions.Items.Count > 0
            && IsDescending(versions.Items, version => version.Version, isStrict: true) && versions.Items[^1].Version >= 1);
    }

    /// <summary>Writes an article and opens it, where it must be as written.</summary>
    public async ValueTask CreateAsync(CancellationToken stop)
    {
        var draft = new ContentDraft("Morning routine for a calm week", $"Notes of editor {user.Number}: begin small and repeat.", ["habits", "focus"]);
        var answer = await api.CreateContentAsync(draft, stop);
        if (!answer.Succeeded(user, out var created)) return;
        user.Check("create: is the draft, as its first version", IsDraft(created, draft) && created.Version == 1);
        user.Check("create: the location is the article's", answer.Http.Header("Location")?.EndsWith(UpCoachClient.ItemPath(created.Id), StringComparison.Ordinal) == true);

        if (await ReadAsync(created.Id, stop) is not { } read) return;
        user.Check("create: who wrote it reads it", IsDraft(read, draft));
    }

    /// <summary>Opens an article and saves it with another text. Somebody else may do so at the same time: versions grow, by one or more.</summary>
    public async ValueTask UpdateAsync(CancellationToken stop)
    {
        if (await ReadAsync(PickArticle(), stop) is not { } before) return;
        var draft = new ContentDraft(before.Title, $"{FirstSentence(before.Body)} Reviewed by editor {user.Number}.", before.Tags);
        var answer = await api.UpdateContentAsync(before.Id, draft, stop);
        if (!answer.Succeeded(user, out var after)) return;
        user.Check("update: is the draft of the same article", after.Id == before.Id && IsDraft(after, draft));
        user.Check("update: the version grew", after.Version > before.Version);
    }

    private async ValueTask<ContentItem?> ReadAsync(long id, CancellationToken stop)
    {
        var answer = await api.ContentItemAsync(id, stop);
        if (!answer.Succeeded(user, out var item)) return null;
        user.Check("article: is the one asked for", item.Id == id);
        user.Check("article: has a text, a version and an entity tag", item is { Title.Length: > 0, Body.Length: > 0, Version: >= 1 } && answer.Http.Header("ETag") is not null);
        _word = LongestWord(item.Title);
        return item;
    }

    private async ValueTask<ContentPage?> ListAsync(string? after, string? tag, CancellationToken stop)
    {
        var answer = await api.ContentPageAsync(after, tag, stop);
        if (!answer.Succeeded(user, out var page)) return null;
        user.Check("content: at most a page, newest first", page.Items.Count <= PageSize && IsDescending(page.Items, item => item.Id, isStrict: true));
        user.Check("content: a page that has a next one is full", page.Next is null || page.Items.Count == PageSize);
        return page;
    }

    // Rank 1 is the newest article of the seed: what is new is what is read.
    private long PickArticle() => popularity.Count + 1 - popularity.Next(user.Random);

    private static bool IsDraft(ContentItem item, ContentDraft draft)
        => item.Title == draft.Title && item.Body == draft.Body && item.Tags.AsSpan().SequenceEqual(draft.Tags);

    private static bool IsDescending<T>(IReadOnlyList<T> items, Func<T, double> key, bool isStrict)
    {
        for (var n = 1; n < items.Count; n++)
        {
            if (isStrict ? key(items[n]) >= key(items[n - 1]) : key(items[n]) > key(items[n - 1])) return false;
        }

        return true;
    }

    private static string LongestWord(string title) => title.Split(' ').MaxBy(word => word.Length)!;

    // Texts stay as long as a sentence however often they are saved.
    private static string FirstSentence(string body) => body[..(body.IndexOf('.', StringComparison.Ordinal) + 1)];
}
