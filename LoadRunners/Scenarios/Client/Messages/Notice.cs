namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>What a realtime scenario publishes: enough for whoever receives it to say whether it came whole, once and in its turn.</summary>
/// <param name="By">Who publishes: unique among the publishers of a run.</param>
/// <param name="Run">When its publisher began, in milliseconds since 1970: tells runs apart.</param>
/// <param name="N">Its number among those of its publisher, from 1.</param>
/// <param name="Sum">The hash of <paramref name="Text"/>, 16 hexadecimal digits.</param>
/// <param name="Text">What is said.</param>
/// <param name="Last">Whether its publisher says no more.</param>
/// <param name="Unsure">In the last one: the numbers that the server did not confirm, which may have gone out or not.</param>
internal sealed record Notice(string By, long Run, int N, string Sum, string Text, bool Last, IReadOnlyList<int> Unsure);
