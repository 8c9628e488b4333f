namespace UpCoach.LoadRunners.Reporting.Html.Charts;

/// <summary>Places values along an axis.</summary>
internal interface IChartAxis
{
    /// <summary>What the axis measures.</summary>
    string Title { get; }

    /// <summary>Values that get a mark and a label.</summary>
    IReadOnlyList<double> Ticks { get; }

    /// <summary>0 at the start of the axis, 1 at its end.</summary>
    double Position(double value);

    /// <summary>The label of a value.</summary>
    string Label(double value);
}
