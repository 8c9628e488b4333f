namespace UpCoach.MockUpCoach.Data;

/// <summary>What a query gave, and how old it may be.</summary>
/// <param name="Value">The answer.</param>
/// <param name="AsOf">The answer holds at least everything that was committed up to here.</param>
/// <param name="Source">Which kind of server answered.</param>
internal readonly record struct DatabaseRead<T>(T Value, WalPosition AsOf, ReadSource Source);
