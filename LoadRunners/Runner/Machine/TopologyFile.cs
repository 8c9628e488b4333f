using System.Text.Json;
using UpCoach.LoadRunners.Reporting.Json;
using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Runner.Machine;

/// <summary>Reads what the host wrote about the topology.</summary>
internal static class TopologyFile
{
    /// <summary>Reads the file; a bad one costs the report a table, never the run its result.</summary>
    /// <returns>The topology, and why there is none.</returns>
    public static (Topology? Topology, string? Problem) Read(string? path)
    {
        if (path is null)
        {
            return (null, null);
        }

        try
        {
            var topology = JsonSerializer.Deserialize(File.ReadAllText(path), RunReportJsonContext.Default.Topology);
            return topology?.Resources is null ? (null, "The topology file names no resources.") : (topology, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, $"The topology file could not be read: {problem.Message}");
        }
    }
}
