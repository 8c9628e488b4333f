using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Notices;

/// <summary>Holds what came to one connection against what its publishers say they sent: independent of the server's own numbers.</summary>
/// <remarks>It begins with the first notice of a publisher that came here; what was lost before that, the server's numbers show.</remarks>
/// <param name="record">Takes each verdict: true for a notice that came once and whole, false for one missing, double or damaged.</param>
internal sealed class NoticeAudit(Action<bool> record)
{
    private readonly Dictionary<(string By, long Run), Row> _rows = [];

    /// <summary>Gets whether every publisher that was heard of has ended its row; false if none was heard of.</summary>
    public bool IsComplete => _rows.Count > 0 && _rows.Values.All(row => row.Last is not null);

    /// <summary>Takes a notice.</summary>
    public void Note(Notice notice)
    {
        var key = (notice.By, notice.Run);
        if (!_rows.TryGetValue(key, out var row)) _rows.Add(key, row = new Row { First = notice.N });
        var isNew = row.Seen.Add(notice.N);
        if (notice.Last) row.Last ??= notice;
        record(isNew && NoticeText.Sum(notice.Text) == notice.Sum);
    }

    /// <summary>Ends the audit: what is missing counts, and an end that never came counts as one missing.</summary>
    public void Complete()
    {
        if (_rows.Count == 0) record(false);
        foreach (var row in _rows.Values)
        {
            var end = row.Last?.N ?? row.Seen.Max + 1;
            for (var number = row.First; number <= end; number++)
            {
                if (!row.Seen.Contains(number) && row.Last?.Unsure.Contains(number) != true) record(false);
            }
        }
    }

    private sealed class Row
    {
        public required int First { get; init; }

        public SortedSet<int> Seen { get; } = [];

        public Notice? Last { get; set; }
    }
}
