namespace UpCoach.Hosting.Running.Console;

/// <summary>What a state means to the reader; decides its colour.</summary>
public enum StateTone
{
    /// <summary>Not begun, or of no consequence: grey.</summary>
    Muted,

    /// <summary>On the way: yellow.</summary>
    Pending,

    /// <summary>As wanted: green.</summary>
    Good,

    /// <summary>Works, with a reservation: orange.</summary>
    Warning,

    /// <summary>Failed: red.</summary>
    Bad,
}
