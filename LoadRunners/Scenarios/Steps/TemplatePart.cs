namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>A stretch of a template: text, or the place of a variable.</summary>
/// <param name="Text">The text, if it is one.</param>
/// <param name="Slot">The variable's slot; null for text.</param>
/// <param name="Escaping">How the value is written.</param>
internal sealed record TemplatePart(string Text, int? Slot, Escaping Escaping);
