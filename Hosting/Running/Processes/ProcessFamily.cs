using System.Text;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>A process and everything that descends from it.</summary>
/// <remarks>
/// A descendant is found by its parent, session or group (Postgres gives each backend a session of its own), or, when it has left all of
/// these behind, by the mark in its environment. What was found once stays a member, also when its parent has ended. Not thread-safe.
/// </remarks>
internal sealed class ProcessFamily(int rootId, string mark)
{
    private readonly byte[] mark = Encoding.UTF8.GetBytes(mark + "\0");
    private readonly HashSet<int> knownIds = [rootId];
    private readonly HashSet<(int Id, long StartTicks)> members = [];

    /// <summary>Looks at the machine's processes now.</summary>
    /// <returns>The ids of all members that run, the root included.</returns>
    public IReadOnlyList<int> FindAlive()
    {
        var table = ProcessTable.Read();
        foreach (var entry in table)
        {
            if (!knownIds.Contains(entry.Id) && ProcessTable.EnvironmentContains(entry.Id, mark))
                knownIds.Add(entry.Id);
        }
        bool hasGrown;
        do
        {
            hasGrown = false;
            foreach (var entry in table)
                hasGrown |= Adopt(entry);
        }
        while (hasGrown);
        return [.. table.Where(entry => members.Contains((entry.Id, entry.StartTicks))).Select(entry => entry.Id)];
    }

    private bool Adopt(ProcessEntry entry)
    {
        var belongs = knownIds.Contains(entry.Id) || knownIds.Contains(entry.ParentId)
            || knownIds.Contains(entry.GroupId) || knownIds.Contains(entry.SessionId);
        if (!belongs || !members.Add((entry.Id, entry.StartTicks)))
            return false;
        knownIds.Add(entry.Id);
        return true;
    }
}
