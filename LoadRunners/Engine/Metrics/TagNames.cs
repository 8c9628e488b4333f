namespace UpCoach.LoadRunners.Engine.Metrics;

/// <summary>The names of the tags that the engine sets itself.</summary>
public static class TagNames
{
    /// <summary>The scenario's key in the plan.</summary>
    public const string Scenario = "scenario";

    /// <summary>The request's name, free of ids.</summary>
    public const string Name = "name";

    /// <summary>The HTTP method.</summary>
    public const string Method = "method";

    /// <summary>The HTTP status; 0 for a transport error.</summary>
    public const string Status = "status";

    /// <summary>Whether the status was one of those expected: true or false.</summary>
    public const string ExpectedResponse = "expected_response";

    /// <summary>The check's name.</summary>
    public const string Check = "check";

    /// <summary>The group, with those around it: <c>::outer::inner</c>.</summary>
    public const string Group = "group";
}
