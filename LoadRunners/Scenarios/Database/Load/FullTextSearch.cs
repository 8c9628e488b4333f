using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Access;
using UpCoach.LoadRunners.Scenarios.Database.Statements;

namespace UpCoach.LoadRunners.Scenarios.Database.Load;

/// <summary>Searching for a word of a title that is there: whole, and while it is being typed.</summary>
internal sealed class FullTextSearch(VirtualUser user, LabDatabase database, PoolOptions pool) : DatabaseVisit(user, database, pool)
{
    private const int Hits = 20;
    private const int Typed = 4;

    private List<string> _words = [];

    /// <inheritdoc/>
    protected override async ValueTask VisitAsync(CancellationToken stop)
    {
        if (_words.Count == 0) _words = await WordsAsync(stop);
        if (_words.Count == 0) return;
        var word = _words[User.Random.Next(_words.Count)];
        var whole = await Session.QueryAsync(SearchStatements.Words, row => row.GetFloat(3), stop, word, Hits);
        User.Check("content.search: finds a word of a known title, best first", IsRanked(whole));
        var beginning = word[..Math.Min(Typed, word.Length)];
        var typed = await Session.QueryAsync(SearchStatements.Prefix, row => row.GetFloat(3), stop, "", Hits, beginning, beginning + "%");
        User.Check("content.search-prefix: finds the beginning of a known word, best first", IsRanked(typed));
    }

    private async ValueTask<List<string>> WordsAsync(CancellationToken stop)
    {
        var titles = await Session.QueryAsync(ContentStatements.Page, row => row.GetString(1), stop, 1L + User.Random.Next(21, Math.Max(22, Settings.Items)), 20);
        return [.. titles.Rows.Select(title => title.Split(' ').MaxBy(word => word.Length)!.ToLowerInvariant()).Where(word => word.All(char.IsLetter))];
    }

    private static bool IsRanked(PostgresResult<float> found) =>
        found.IsSuccess && found.Rows.Count is > 0 and <= Hits && found.Rows.SequenceEqual(found.Rows.OrderDescending());
}
