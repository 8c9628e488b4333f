namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>The variables that the steps of one scenario may name, each with the slot that holds its value. Grows while the steps are read.</summary>
internal sealed class VariableNames
{
    /// <summary>Of every scenario: the user's number, the user's iteration, and a text that no other iteration has.</summary>
    public static readonly IReadOnlyList<string> BuiltIn = ["vu", "iteration", "uuid"];

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    public VariableNames()
    {
        foreach (var name in BuiltIn)
            Add(name);
    }

    public IReadOnlyCollection<string> All => _slots.Keys;

    /// <summary>Gives a variable's slot; a name that is there already keeps its slot.</summary>
    public int Add(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
            _slots.Add(name, slot = _slots.Count);
        return slot;
    }

    public bool TryFind(string name, out int slot) => _slots.TryGetValue(name, out slot);
}
