using System.Globalization;

namespace UpCoach.Benchmarks.Platform;

/// <summary>What is loaded, and how much. <c>--name value</c>; every number may be 0.</summary>
/// <param name="Replicas">API processes.</param>
/// <param name="Hubs">WebSocket clients.</param>
/// <param name="Streams">Clients of server-sent events.</param>
/// <param name="Rate">Requests a second.</param>
/// <param name="Uploads">Uploads of 1 MB at once.</param>
/// <param name="Broadcasts">Messages a second to all WebSocket clients.</param>
/// <param name="Ramp">Seconds in which clients come; not measured.</param>
/// <param name="Seconds">Seconds measured.</param>
/// <param name="Programs">The folder with published <c>MockUpCoach/</c> and <c>CdnEdge/</c>.</param>
/// <param name="Edge">1: everything goes through a CDN edge.</param>
/// <param name="Mappings">So many of the largest mappings of each process are listed.</param>
internal sealed record LoadOptions(
    int Replicas = 2, int Hubs = 500, int Streams = 200, int Rate = 200, int Uploads = 0, int Broadcasts = 1, int Ramp = 10, int Seconds = 30, string Programs = "artifacts/topology/bench", int Edge = 0,
    int Mappings = 0)
{
    public static LoadOptions Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var all = new LoadOptions();
        int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new LoadOptions(
            Number("replicas", all.Replicas), Number("hubs", all.Hubs), Number("streams", all.Streams), Number("rate", all.Rate), Number("uploads", all.Uploads),
            Number("broadcasts", all.Broadcasts), Number("ramp", all.Ramp), Number("seconds", all.Seconds), given.GetValueOrDefault("programs", all.Programs), Number("edge", all.Edge), Number("mappings", all.Mappings));
    }

    /// <summary>Gives the published program of a room: its assembly, or what was compiled to a native executable.</summary>
    public string ProgramOf(string room)
    {
        var program = Path.GetFullPath(Path.Combine(Programs, room, $"UpCoach.{room}"));
        return File.Exists($"{program}.dll") ? $"{program}.dll" : program;
    }
}
