namespace UpCoach.MockUpCoach.Data.Migrations;

/// <summary>The schema can't be brought to what this version needs. The message says why and what to do.</summary>
internal sealed class MigrationException(string message, Exception? cause = null) : Exception(message, cause);
