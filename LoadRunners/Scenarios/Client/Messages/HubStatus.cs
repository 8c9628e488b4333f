namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>What the hub says of a room when a connection joins it: <c>welcome</c> for the room of everybody, <c>joined</c> for another.</summary>
/// <param name="Type">Which of them it is.</param>
/// <param name="Room">The room.</param>
/// <param name="Last">The number of its latest message.</param>
/// <param name="Complete">Whether everything that was asked for was sent again.</param>
internal sealed record HubStatus(string Type, string Room, long Last, bool Complete);
