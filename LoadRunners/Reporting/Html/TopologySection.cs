using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>What was started for the run.</summary>
internal static class TopologySection
{
    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Topology is not { } topology)
        {
            return;
        }

        html.Open("section").Leaf("h2", "Topology");
        html.Leaf("p", topology.StartupSeconds is { } seconds
            ? $"Started by the {topology.Host} host, all healthy after {Figures.Duration(TimeSpan.FromSeconds(seconds))}."
            : $"Started by the {topology.Host} host.", "note");
        HtmlTable.Write(html, ["Resource", "Type", "Declared image", "Program", "State", "Endpoint", "#Start", "Note"], table =>
        {
            foreach (var row in topology.Resources)
            {
                table.Row(row.Name, row.Type, row.Image, row.Program, row.State, row.Endpoint,
                    row.StartSeconds is { } start ? Figures.Duration(TimeSpan.FromSeconds(start)) : "", row.Note);
            }
        });
        html.CloseLine();
    }
}
