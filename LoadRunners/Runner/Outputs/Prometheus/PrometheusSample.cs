namespace UpCoach.LoadRunners.Runner.Outputs.Prometheus;

/// <summary>One value of one series.</summary>
/// <param name="Labels">Sorted by name, <c>__name__</c> among them: remote write wants them so.</param>
/// <param name="Value">The value.</param>
internal readonly record struct PrometheusSample(IReadOnlyList<KeyValuePair<string, string>> Labels, double Value)
{
    /// <summary>The series' identity.</summary>
    public string Key => string.Join('\u0001', Labels.Select(label => label.Key + '\u0002' + label.Value));
}
