namespace UpCoach.Hosting.Running.Console;

/// <summary>What the console shows of one resource at one moment.</summary>
/// <param name="Name">The resource's name; unique.</param>
/// <param name="Type">Its kind, such as <c>container</c> or <c>project</c>.</param>
/// <param name="State">Its state in one word, such as <c>Running</c>.</param>
/// <param name="Tone">What the state means.</param>
/// <param name="Endpoint">Where it is reached; null where it has no endpoint.</param>
/// <param name="StartDuration">How long it took from start to ready; null while that is not over.</param>
/// <param name="Note">A remark, such as the program's version or the reason of a failure.</param>
public sealed record ResourceRow(
    string Name, string Type, string State, StateTone Tone, string? Endpoint = null, TimeSpan? StartDuration = null, string? Note = null);
