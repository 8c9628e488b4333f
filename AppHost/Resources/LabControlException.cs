namespace UpCoach.AppHost.Resources;

/// <summary>A command could not be carried out; the message says why.</summary>
internal sealed class LabControlException(string message) : Exception(message);
