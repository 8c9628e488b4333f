namespace UpCoach.LoadRunners.Runner.Runs;

/// <summary>A member can't be heard any more: what it had measured since is unknown.</summary>
internal sealed class MemberLostException(string message, Exception? inner = null) : Exception(message, inner);
