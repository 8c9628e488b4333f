namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>How a variable's value is written into a template.</summary>
internal enum Escaping
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>As part of an address or a form: reserved characters percent-encoded.</summary>
    Uri,

    /// <summary>Between the quotes of a JSON string.</summary>
    Json,
}
