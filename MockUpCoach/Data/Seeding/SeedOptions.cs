namespace UpCoach.MockUpCoach.Data.Seeding;

/// <summary>How much data a new database gets. Configuration section <c>UpCoach:Seed</c>.</summary>
public sealed record SeedOptions
{
    /// <summary>How many users.</summary>
    /// <value>0 or more; default 5,000.</value>
    public int Users { get; set; } = 5_000;

    /// <summary>How many content items.</summary>
    /// <value>0 or more (0 if there are no users); default 20,000.</value>
    public int ContentItems { get; set; } = 20_000;

    /// <summary>How many check-ins, spread evenly over all habits.</summary>
    /// <value>0 or more (0 if there are no users); default 200,000.</value>
    public int CheckIns { get; set; } = 200_000;

    /// <summary>The password of all seeded users. Its hash is made once and shared, salt and all: these users are nobody.</summary>
    /// <value>Default upcoach-lab; empty means that nobody has one.</value>
    public string Password { get; set; } = "upcoach-lab";
}
