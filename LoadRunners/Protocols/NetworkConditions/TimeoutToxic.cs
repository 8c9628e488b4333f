namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Lets nothing through, as a cut cable does. What was sent meanwhile arrives when the toxic is taken away, as TCP would send it again.</summary>
/// <param name="After">
/// Closes each connection after this time, counted from when the toxic came or the connection began, whichever was later. Zero (the default) never closes.
/// </param>
public sealed record TimeoutToxic(TimeSpan After = default) : Toxic
{
    internal override int Order => 0;

    // The link holds the pieces back: see Link.Held.
    internal override IToxicStage NewStage(Random random) => new Stage();

    private sealed class Stage : IToxicStage
    {
        public void Pass(Piece piece, List<Piece> into) => into.Add(piece);
    }
}
