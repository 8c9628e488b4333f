namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Says when the bytes of one direction of one connection arrive. Used by one pump.</summary>
internal sealed class LinkShaper(Random random)
{
    private IReadOnlyList<Toxic> _toxics = [];
    private List<(Toxic Toxic, IToxicStage Stage)> _stages = [];
    private List<Piece> _pieces = [];
    private List<Piece> _spare = [];
    private TimeSpan _latest;

    /// <summary>Gets until when the link is busy with what passed already.</summary>
    public TimeSpan BusyUntil { get; private set; }

    /// <summary>Gets how many bytes to read at once.</summary>
    public int ReadLimit { get; private set; } = int.MaxValue;

    /// <summary>Takes new conditions. A toxic that was there before keeps its state.</summary>
    public void Use(IReadOnlyList<Toxic> toxics)
    {
        if (ReferenceEquals(toxics, _toxics)) return;
        _toxics = toxics;
        var before = _stages;
        _stages = [.. toxics.OrderBy(toxic => toxic.Order).Select(toxic => (toxic, StageOf(toxic, before)))];
        ReadLimit = _stages.Count == 0 ? int.MaxValue : _stages.Min(stage => stage.Stage.ReadLimit);
        BusyUntil = TimeSpan.Zero;
    }

    /// <summary>Passes bytes that were sent now.</summary>
    /// <returns>Their pieces by rising time of arrival; valid until the next call. They don't add up to <paramref name="bytes"/> if there is a reset.</returns>
    public IReadOnlyList<Piece> Pass(int bytes, TimeSpan now)
    {
        _pieces.Clear();
        _pieces.Add(new Piece(bytes, now));
        foreach (var (_, stage) in _stages)
        {
            _spare.Clear();
            foreach (var piece in _pieces)
            {
                stage.Pass(piece, _spare);
            }

            (_pieces, _spare) = (_spare, _pieces);
            if (stage.BusyUntil > BusyUntil) BusyUntil = stage.BusyUntil;
        }

        // TCP keeps the order: whatever jitter says, nothing overtakes.
        for (var i = 0; i < _pieces.Count; i++)
        {
            if (_pieces[i].At < _latest) _pieces[i] = _pieces[i] with { At = _latest };
            _latest = _pieces[i].At;
        }

        return _pieces;
    }

    private IToxicStage StageOf(Toxic toxic, List<(Toxic Toxic, IToxicStage Stage)> before)
    {
        foreach (var (known, stage) in before)
        {
            if (known == toxic) return stage;
        }

        return toxic.NewStage(random);
    }
}
