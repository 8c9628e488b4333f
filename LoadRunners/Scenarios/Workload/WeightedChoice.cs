namespace UpCoach.LoadRunners.Scenarios.Workload;

/// <summary>Picks one of several things, each in proportion to its weight.</summary>
/// <typeparam name="T">What is picked.</typeparam>
internal sealed class WeightedChoice<T>
{
    private readonly (int Weight, T Item)[] _choices;
    private readonly int _total;

    /// <summary>Initializes the choice.</summary>
    /// <param name="choices">Weights of 0 or more, not all 0; read best when they add up to 100.</param>
    /// <exception cref="ArgumentException">A weight is negative, or all are 0.</exception>
    public WeightedChoice(params (int Weight, T Item)[] choices)
    {
        if (choices.Any(choice => choice.Weight < 0)) throw new ArgumentException("A weight is negative.", nameof(choices));
        _choices = choices;
        _total = choices.Sum(choice => choice.Weight);
        if (_total == 0) throw new ArgumentException("No weight is above 0.", nameof(choices));
    }

    /// <summary>Gets all that may be picked, in the order they were given.</summary>
    public IEnumerable<T> All => _choices.Where(choice => choice.Weight > 0).Select(choice => choice.Item);

    /// <summary>Picks one.</summary>
    public T Next(Random random)
    {
        var left = random.Next(_total);
        foreach (var (weight, item) in _choices)
        {
            if ((left -= weight) < 0) return item;
        }

        throw new InvalidOperationException("Unreachable: the weights add up to the total.");
    }
}
