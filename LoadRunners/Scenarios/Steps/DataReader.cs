using System.Text.Json;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Reads a scenario's <c>data</c>: columns, rows, and which row an iteration gets. The runner puts the content of a CSV file in this form.</summary>
internal static class DataReader
{
    private static readonly string[] s_picks = ["user", "iteration", "random"];

    public static DataFeed? Read(JsonObjectReader json, VariableNames names)
    {
        var columns = Texts(json, "columns");
        var pick = (DataPick)Array.IndexOf(s_picks, json.Choice("pick", s_picks));
        var rows = ReadRows(json, columns.Length);
        json.End();
        return rows.Count == 0 ? null : new DataFeed([.. columns.Select(names.Add)], rows, pick);
    }

    private static List<string[]> ReadRows(JsonObjectReader json, int width)
    {
        List<string[]> rows = [];
        if (json.Required("rows") is not { ValueKind: JsonValueKind.Array } value || value.GetArrayLength() == 0)
        {
            json.Error("rows", "expected at least one row");
            return rows;
        }

        foreach (var (n, row) in value.EnumerateArray().Index())
        {
            var path = FormattableString.Invariant($"{json.PathOf("rows")}[{n}]");
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != width)
                json.Errors.Add(path, FormattableString.Invariant($"expected an array of {width}, one value for each column"));
            else
                rows.Add([.. row.EnumerateArray().Select(cell => cell.ToString())]);
        }

        return rows;
    }

    private static string[] Texts(JsonObjectReader json, string key)
    {
        if (json.Required(key) is { ValueKind: JsonValueKind.Array } value && value.GetArrayLength() > 0 && value.EnumerateArray().All(cell => cell.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(cell => cell.GetString()!)];
        json.Error(key, "expected an array of names");
        return [];
    }
}
