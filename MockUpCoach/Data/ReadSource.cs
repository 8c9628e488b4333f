namespace UpCoach.MockUpCoach.Data;

/// <summary>Where an answer came from; the response header <c>X-Db</c> tells it.</summary>
public enum ReadSource
{
    /// <summary>No data was read.</summary>
    None,

    /// <summary>Redis.</summary>
    Cache,

    /// <summary>A streaming replica.</summary>
    Replica,

    /// <summary>The primary.</summary>
    Primary,
}
