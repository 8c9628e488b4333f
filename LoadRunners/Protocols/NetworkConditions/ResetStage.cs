namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>Lets some bytes through, then resets.</summary>
internal sealed class ResetStage(long bytesLeft) : IToxicStage
{
    private long _bytesLeft = bytesLeft;

    public void Pass(Piece piece, List<Piece> into)
    {
        if (_bytesLeft < 0) return;
        if (piece.Bytes < _bytesLeft)
        {
            _bytesLeft -= piece.Bytes;
            into.Add(piece);
            return;
        }

        if (_bytesLeft > 0) into.Add(piece with { Bytes = (int)_bytesLeft });
        into.Add(new Piece(0, piece.At, IsReset: true));
        _bytesLeft = -1;
    }
}
