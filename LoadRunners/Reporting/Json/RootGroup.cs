using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting.Json;

/// <summary>k6's <c>root_group</c>: groups within groups, and the checks of each, with the ids that k6 gives them.</summary>
internal static class RootGroup
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CheckRow> checks)
    {
        json.WritePropertyName("root_group");
        Group(json, "", checks);
    }

    private static void Group(Utf8JsonWriter json, string path, IReadOnlyList<CheckRow> checks)
    {
        json.WriteStartObject();
        json.WriteString("name", path.Split("::")[^1]);
        json.WriteString("path", path);
        json.WriteString("id", Id(path));
        json.WriteStartObject("groups");
        // A group that only holds groups has no check of its own, and is there all the same.
        var inner = checks.Where(check => check.Group.StartsWith(path + "::", StringComparison.Ordinal))
            .Select(check => check.Group[(path.Length + 2)..].Split("::")[0]).Distinct();
        foreach (var name in inner)
        {
            json.WritePropertyName(name);
            Group(json, $"{path}::{name}", checks);
        }

        json.WriteEndObject();
        json.WriteStartObject("checks");
        foreach (var check in checks.Where(check => check.Group == path))
        {
            json.WriteStartObject(check.Name);
            json.WriteString("name", check.Name);
            json.WriteString("path", check.Path);
            json.WriteString("id", Id(check.Path));
            json.WriteNumber("passes", check.Passes);
            json.WriteNumber("fails", check.Fails);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    [SuppressMessage("Security", "CA5351", Justification = "k6's ids are the MD5 of the path: a name, not a protection.")]
    private static string Id(string path) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(path)));
}
