namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A line that a resource wrote.</summary>
/// <param name="LineNumber">Its number, from 1.</param>
/// <param name="Content">The text without the line's end.</param>
/// <param name="IsErrorMessage">Whether it was written to the standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
