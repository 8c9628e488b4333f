using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using UpCoach.LoadRunners.Engine.Executors;
using UpCoach.LoadRunners.Engine.Executors.ExternallyControlled;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Thresholds;
using UpCoach.LoadRunners.Reporting.Building;
using UpCoach.LoadRunners.Reporting.Text;
using UpCoach.LoadRunners.Runner.Steering;

namespace UpCoach.LoadRunners.Runner.Progress.Live;

/// <summary>Draws one frame of the live view: a pure function of the model and the width.</summary>
internal static class LiveFrame
{
    private static readonly Text Blank = new(" "); // an empty text would take no line
    private const int WidestBar = 30;
    private const int NarrowestBar = 10;
    private const int RoomBesideSpark = 44;
    private const int MostScenarios = 12; // more of them would push all else out of the window

    public static IRenderable Of(LiveModel model, int width, LoadControlState? control)
    {
        var rows = new List<IRenderable> { Blank };
        rows.AddRange(Header(model));
        rows.Add(Blank);
        rows.Add(Scenarios(model, width));
        rows.Add(Blank);
        rows.Add(Charts(model, width));
        rows.Add(Blank);
        if (model.Plan.Thresholds.Count > 0)
        {
            rows.Add(Thresholds(model));
        }

        if (control is { } state)
        {
            rows.Add(Blank);
            rows.Add(new Markup($" [grey]{Escape(RunSteering.Keys)}[/]   {(state.IsPaused ? "[yellow]paused at[/] " : "")}{Figures.Count(state.Vus)} of {Figures.Count(state.MaxVus)}"));
        }

        return new Rows(rows);
    }

    private static IEnumerable<IRenderable> Header(LiveModel model)
    {
        yield return new Markup($" [bold]{Escape(model.Plan.Name)}[/] [grey]on[/] {Escape(model.Targets)}");
        var (elapsed, whole) = (model.Elapsed, model.Plan.Duration);
        var left = whole - elapsed;
        var time = model.Members.Count == 0 ? "preparing virtual users"
            : whole >= ExternallyControlledOptions.Endless ? $"{Clock(elapsed)}, until it is stopped"
            : left > TimeSpan.Zero ? $"{Clock(elapsed)} of {Clock(whole)}, {Clock(left)} left"
            : $"{Clock(elapsed)}, waiting for the last iterations";
        var runners = model.Members.Count > 1 ? $"  ·  {model.Members.Count} runners" : "";
        yield return new Markup($" [bold]{time}[/]{runners}  ·  {Figures.Count(model.Members.Sum(one => one.Vus))}/{Figures.Count(model.Members.Sum(one => one.VusMax))} users"
            + $"  ·  {Figures.Count(model.Members.Sum(one => one.Complete))} iterations, {Figures.Count(model.Members.Sum(one => one.Interrupted))} interrupted");
    }

    private static Grid Scenarios(LiveModel model, int width)
    {
        var grid = Columns(6);
        var bar = Math.Clamp(width - 60, NarrowestBar, WidestBar);
        var all = model.Plan.Scenarios.Select(scenario => (Scenario: scenario, Parts: PartsOf(model, scenario))).ToList();
        var shown = all.Count <= MostScenarios ? all : [.. all.Where(one => ScenarioParts.StateOf(one.Parts) is ScenarioState.Running or ScenarioState.Stopping).Take(MostScenarios)];
        foreach (var (scenario, parts) in shown)
        {
            var fraction = parts.Count == 0 ? 0 : Math.Clamp(parts.Average(part => part.Fraction), 0, 1);
            var filled = (int)Math.Round(fraction * bar);
            grid.AddRow(
                new Markup($" {Escape(scenario.Name)}"),
                new Markup($"[{(fraction >= 1 ? "green" : "blue")}]{new string('━', filled)}[/][grey]{new string('─', bar - filled)}[/]"),
                Right(string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0} %")),
                Right($"{Figures.Count(parts.Sum(part => part.Vus))} users"),
                new Text(Pace(scenario, parts, model.IterationRates.GetValueOrDefault(scenario.Name))),
                new Markup($"[grey]{Escape(scenario.Executor)}[/]"));
        }

        if (shown.Count < all.Count)
        {
            var (waiting, ended) = (all.Count(one => ScenarioParts.StateOf(one.Parts) == ScenarioState.Waiting), all.Count(one => ScenarioParts.StateOf(one.Parts) == ScenarioState.Done));
            var more = all.Count - shown.Count - waiting - ended;
            grid.AddRow(new Markup($" [grey]{waiting} waiting, {ended} ended{(more > 0 ? $", {more} more running" : "")}[/]"));
        }

        return grid;
    }

    private static List<ScenarioProgress> PartsOf(LiveModel model, ScenarioOptions scenario) =>
        [.. model.Members.SelectMany(member => member.Scenarios).Where(part => part.Name == scenario.Name)];

    private static string Pace(ScenarioOptions scenario, List<ScenarioProgress> parts, double iterationsPerSecond)
    {
        return ScenarioParts.StateOf(parts) switch
        {
            ScenarioState.Waiting => scenario.StartTime > TimeSpan.Zero ? $"starts at {Clock(scenario.StartTime)}" : "waiting",
            ScenarioState.Done => "done",
            _ => string.Create(CultureInfo.InvariantCulture, $"{iterationsPerSecond:0.#} iterations/s"),
        };
    }

    private static Grid Charts(LiveModel model, int width)
    {
        var cells = Math.Clamp(width - RoomBesideSpark, NarrowestBar, LiveModel.Window);
        var last = model.Seconds.Count == 0 ? null : model.Seconds[^1];
        var rates = model.Seconds.Select(second => (double?)second.RequestsPerSecond).ToList();
        var latencies = model.Seconds.Select(second => second.P95Ms).ToList();
        var grid = Columns(4);
        grid.AddRow(new Markup(" [grey]requests/s[/]"), new Markup($"[blue]{Sparkline.Of(rates, cells)}[/]"),
            Right(Figures.Count(last?.RequestsPerSecond)), Peak(Figures.Count(rates.Max()), last));
        grid.AddRow(new Markup(" [grey]p95[/]"), new Markup($"[purple]{Sparkline.Of(latencies, cells)}[/]"),
            Right(Figures.Milliseconds(last?.P95Ms)), Peak(Figures.Milliseconds(latencies.Max()), last));
        var failedNow = last is { Judged: > 0 } ? (double?)last.Failed / last.Judged : null;
        grid.AddRow(new Markup(" [grey]errors[/]"), new Markup(Alarm(model.Failed > 0, $"{Figures.Count(model.Failed)} of {Figures.Count(model.Requests)} requests")),
            Right(Figures.Percent(failedNow)), new Markup("[grey]now[/]"));
        grid.AddRow(new Markup(" [grey]dropped[/]"), new Markup(Alarm(model.Dropped > 0, $"{Figures.Count(model.Dropped)} iterations")), new Text(""), new Text(""));
        return grid;
    }

    private static Grid Thresholds(LiveModel model)
    {
        var grid = Columns(5);
        // Before the first second there are no results, and what is not judged has no data.
        var results = model.Thresholds.Count > 0 ? model.Thresholds
            : [.. model.Plan.Thresholds.Select(threshold => new ThresholdResult(threshold, null, Verdict.NoData, 0))];
        foreach (var result in results)
        {
            var row = ThresholdRows.Of(result, null);
            var tone = ThresholdTone.Of(result);
            grid.AddRow(new Markup($" [{tone}]{VerdictWords.Mark(result.Verdict)}[/]"), new Markup(Escape(row.Metric)), new Markup($"[bold]{Escape(row.Expression)}[/]"),
                new Markup($"[{tone}]{Escape(Figures.InUnit(row.Observed, row.Unit))}[/]").RightJustified(),
                new Markup(row.MarginRatio is null ? "" : $"[grey]margin {Figures.Margin(row.MarginRatio)}[/]"));
        }

        return grid;
    }

    private static Grid Columns(int count)
    {
        var grid = new Grid();
        for (var column = 0; column < count; column++)
        {
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(2));
        }

        return grid;
    }

    private static Markup Peak(string figure, SecondTotals? last) => new(last is null ? "" : $"[grey]peak {figure}[/]");

    private static string Alarm(bool isOn, string text) => isOn ? $"[red]{text}[/]" : $"[green]{text}[/]";

    private static Markup Right(string text) => new Markup(Escape(text)).RightJustified();

    private static string Clock(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes:00}:{span.Seconds:00}");

    private static string Escape(string text) => Markup.Escape(CleanText.Of(text));
}
