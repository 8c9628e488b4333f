namespace UpCoach.LoadRunners.Scenarios.Cdn;

/// <summary>Where clients are.</summary>
internal static class ClientRegions
{
    /// <summary>All that the network knows. The first five are those near one of its nodes; the nodes of the other two are an ocean away.</summary>
    public static IReadOnlyList<string> All { get; } = ["us-east", "us-west", "eu-west", "ap-south", "ap-southeast", "sa-east", "af-south"];

    /// <summary>Gives the region of a virtual user: by turns, so that seven users are everywhere.</summary>
    public static string Of(int user) => All[(user - 1) % All.Count];
}
