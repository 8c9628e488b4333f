using System.Collections.Concurrent;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>Agents of one run, and the processes among them that this one started; all end with it.</summary>
internal sealed class AgentCrew : IAsyncDisposable
{
    private readonly List<IRunMember> _members = [];
    private readonly ConcurrentBag<AgentProcess> _processes = [];

    public IReadOnlyList<IRunMember> Members => _members;

    public AgentProcess Add(AgentProcess process)
    {
        _processes.Add(process);
        return process;
    }

    public void Add(IRunMember member) => _members.Add(member);

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }

        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
    }
}
