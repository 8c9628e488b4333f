namespace UpCoach.MockUpCoach.Analytics;

/// <summary>Settings of analytics. Configuration section <c>UpCoach:Analytics</c>.</summary>
public sealed record AnalyticsOptions
{
    /// <summary>How many events may wait to be written; beyond it a batch is refused with 503.</summary>
    /// <value>1 or more; default 20,000, which is about 5 MB.</value>
    public int QueueCapacity { get; set; } = 20_000;

    /// <summary>The most events that one COPY takes.</summary>
    /// <value>1 or more; default 5,000.</value>
    public int CopyRows { get; set; } = 5_000;

    /// <summary>How long the writer lets a batch grow.</summary>
    /// <value>Default 400 ms: the live figures move each second.</value>
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How long raw events are kept. The roll-ups stay.</summary>
    /// <value>1 or more days; default 14.</value>
    public int RawDays { get; set; } = 14;

    /// <summary>How old the materialised figures may become.</summary>
    /// <value>Default 5 min.</value>
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>For how many days a history of the seeded users is derived once, after the first start.</summary>
    /// <value>0 (none) or more; default 84, which is twelve weeks.</value>
    public int HistoryDays { get; set; } = 84;
}
