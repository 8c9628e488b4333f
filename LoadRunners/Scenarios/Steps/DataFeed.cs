using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Rows of test data, one for each iteration.</summary>
/// <param name="Slots">The columns' slots.</param>
/// <param name="Rows">The rows; at least one, each as long as <paramref name="Slots"/>.</param>
/// <param name="Pick">Which row an iteration gets.</param>
internal sealed record DataFeed(IReadOnlyList<int> Slots, IReadOnlyList<string[]> Rows, DataPick Pick)
{
    /// <summary>Puts the row of a user's current iteration into its slots.</summary>
    public void Fill(VirtualUser user, string?[] values)
    {
        var row = Rows[(int)(Pick switch
        {
            DataPick.Random => user.Random.Next(Rows.Count),
            DataPick.Iteration => (user.Number - 1 + user.Iteration) % Rows.Count,
            _ => (user.Number - 1) % Rows.Count,
        })];
        for (var column = 0; column < row.Length; column++)
            values[Slots[column]] = row[column];
    }
}
