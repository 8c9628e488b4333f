namespace UpCoach.Hosting.Running;

/// <summary>This machine has nothing that can run a resource; the message is the reason.</summary>
internal sealed class UnavailableHereException(string message) : Exception(message);
