namespace UpCoach.LoadRunners.Protocols.Uploads;

/// <summary>Where uploads are cut off on purpose, as by a phone that loses its network. Used by one upload.</summary>
public sealed class DisconnectPlan
{
    private readonly Queue<long> _offsets;

    /// <summary>Initializes a plan.</summary>
    /// <param name="offsets">Offsets of the content at which the connection is cut, each once.</param>
    public DisconnectPlan(params IEnumerable<long> offsets) => _offsets = new Queue<long>(offsets.Order());

    /// <summary>Gets a plan that cuts nothing.</summary>
    public static DisconnectPlan None => new();

    /// <summary>Draws a plan: each megabyte (10^6 bytes) begun is cut with some probability, at a place drawn evenly.</summary>
    /// <param name="length">The content's length.</param>
    /// <param name="probability">0 to 1.</param>
    /// <param name="random">The user's random numbers.</param>
    public static DisconnectPlan Draw(long length, double probability, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        const long Part = 1_000_000;
        List<long> offsets = [];
        for (var begin = 0L; begin < length; begin += Part)
        {
            var isCut = random.NextDouble() < probability;
            var place = begin + (long)(random.NextDouble() * Math.Min(Part, length - begin));
            if (isCut) offsets.Add(place);
        }

        return new DisconnectPlan(offsets);
    }

    /// <summary>Takes the next cut in a stretch of the content.</summary>
    /// <returns>The offset; null if the stretch is not cut.</returns>
    internal long? Take(long from, long to)
    {
        while (_offsets.TryPeek(out var offset) && offset < from) _offsets.Dequeue();
        return _offsets.TryPeek(out var next) && next < to ? _offsets.Dequeue() : null;
    }
}
