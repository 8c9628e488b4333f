using UpCoach.LoadRunners.Analysis.Generator;
using UpCoach.LoadRunners.Reporting.Model;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>The machine, and whether the generator kept its own promises.</summary>
internal static class GeneratorSection
{
    public static void Write(HtmlText html, RunReport report)
    {
        var generator = report.Generator;
        html.Open("section").Leaf("h2", "Generator and machine");
        Certificate(html, generator);
        html.Leaf("p", generator.Breaches.Count == 0
            ? "The generator found nothing that voids this run."
            : "A broken rule voids the run: its figures may be the generator's own.", "note");
        html.Open("dl");
        Fact(html, "Machine", $"{report.Machine.CpuModel}, {report.Machine.Cores} cores, {Figures.Bytes(report.Machine.MemoryBytes)}");
        Fact(html, "System", $"{report.Machine.OperatingSystem}, {report.Machine.Runtime}");
        Fact(html, "Lab", $"version {report.Machine.LabVersion}{(report.Machine.GitCommit is { } commit ? $", commit {commit}" : "")}");
        Fact(html, "Plan", $"hash {report.Plan.Hash}, seed {Figures.Plain(report.Plan.Seed)}, time × {Figures.Plain(report.Plan.TimeScale)}, "
            + $"rate × {Figures.Plain(report.Plan.RateScale)}");
        html.Close().Open("ul", ("class", "reasons"));
        foreach (var note in generator.Notes)
        {
            html.Leaf("li", note);
        }

        html.Close();
        Agents(html, report);
        html.CloseLine();
    }

    private static void Certificate(HtmlText html, GeneratorCertificate generator)
    {
        // Two columns that are empty in every good run would only take room.
        string[] columns = ["", "Rule", "#Observed", "#Allowed", .. generator.Breaches.Count > 0 ? ["Reason", "Remedy"] : Array.Empty<string>()];
        HtmlTable.Write(html, columns, table =>
        {
            foreach (var row in CertificateRows.Of(generator))
            {
                string?[] cells = [CertificateRows.Mark(row.State), row.Title, row.Observed, row.Limit, row.Reason, row.Remedy];
                table.Row(row.State switch { true => "good", false => "bad", null => null }, cells[..columns.Length]);
            }
        });
    }

    private static void Fact(HtmlText html, string name, string value) => html.Leaf("dt", name).Leaf("dd", value);

    private static void Agents(HtmlText html, RunReport report)
    {
        if (report.Agents.Count == 0)
        {
            return;
        }

        HtmlTable.Write(html, ["Runner", "Share", "Target", "#Requests", "#CPU", "#Clock offset", "Problem"], table =>
        {
            foreach (var agent in report.Agents)
            {
                table.Row(agent.Name, agent.Segment, agent.Target, Figures.Count(agent.Requests), Figures.Percent(agent.CpuRatio),
                    agent.ClockOffsetMs is null ? "" : $"{Figures.Plain(agent.ClockOffsetMs)} ± {Figures.Plain(agent.ClockErrorMs)} ms", agent.Problem);
            }
        });
    }
}
