using System.Globalization;

namespace UpCoach.LoadRunners.Protocols.Http.Lean;

/// <summary>Reads a response from bytes, however they are cut. Knows no socket and no clock; used again for the next response.</summary>
/// <remarks>
/// <code>
/// Head -> 1xx (but 101)                              -> Head
/// Head -> HEAD, 101, 204, 304, Content-Length 0      -> Done
/// Head -> Transfer-Encoding: chunked                 -> Chunked   even with a Content-Length (RFC 9112, 6.3)
/// Head -> Content-Length                             -> Counted
/// Head -> neither                                    -> ToTheEnd
/// Chunked, Counted -> the last byte                  -> Done
/// ToTheEnd -> the connection's end                   -> Done
/// any -> malformed, over a limit, or an early end    -> Failed
/// </code>
/// </remarks>
internal sealed class ResponseReader(int maxHeadBytes, int maxBodyBytes)
{
    private enum Step
    {
        Head,
        Counted,
        Chunked,
        ToTheEnd,
        Done,
        Failed,
    }

    private readonly BodyBuffer _body = new(maxBodyBytes);
    private HttpExchange _exchange = null!;
    private Step _step;
    private ChunkedBody _chunks;
    private long _left;
    private int _interimBytes;
    private bool _isHead;
    private int _status;

    public bool IsOver => _step is Step.Done or Step.Failed;

    /// <summary>Gets what is wrong; null if nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Gets whether the connection may serve the next request.</summary>
    public bool KeepsAlive { get; private set; }

    public void Begin(HttpExchange exchange)
    {
        _exchange = exchange;
        _isHead = exchange.Call.Method == HttpMethod.Head;
        (_step, Error, KeepsAlive, _interimBytes) = (Step.Head, null, false, 0);
    }

    /// <summary>Takes bytes.</summary>
    /// <returns>How many are done with; the others must be there again, with more behind them, at the next call.</returns>
    public int Take(ReadOnlySpan<byte> input)
    {
        var used = 0;
        while (!IsOver && used < input.Length)
        {
            var step = _step switch
            {
                Step.Head => TakeHead(input[used..]),
                Step.Chunked => TakeChunk(input[used..]),
                Step.Counted => TakeCounted(input[used..]),
                _ => TakeBody(input[used..]),
            };
            if (step == 0) break;
            used += step;
        }

        return used;
    }

    /// <summary>Gives where the rest of a long body may be received, past every other buffer; empty if it may not.</summary>
    public Memory<byte> DirectTarget => _step == Step.Counted ? _body.Direct(_left) : Memory<byte>.Empty;

    /// <summary>Notes bytes that were received there.</summary>
    public void TookDirectly(int length)
    {
        _body.Advance(length);
        CountDown(length);
    }

    /// <summary>Takes the connection's end.</summary>
    public void TakeEnd()
    {
        if (_step == Step.ToTheEnd) Finish();
        else if (!IsOver) Fail(_step == Step.Head ? "the connection ended before the response's head did" : "the connection ended before the body did");
    }

    /// <summary>Forgets a response that is given up.</summary>
    public void Abandon() => _body.Clear();

    private int TakeHead(ReadOnlySpan<byte> input)
    {
        if (!ResponseHead.TryRead(input, out var head, out var length, out var error))
        {
            if (error is not null) Fail(error);
            else if (input.Length + _interimBytes > maxHeadBytes) Fail(string.Create(CultureInfo.InvariantCulture, $"the head is longer than {maxHeadBytes} bytes"));
            return 0;
        }

        if (head.Status is < 200 and not 101)
        {
            _interimBytes += length;
            if (_interimBytes > maxHeadBytes) Fail("too many interim responses");
            return length;
        }

        _exchange.Headers = new HeaderBlock(_exchange.Arena.Copy(input[head.LinesStart..head.LinesEnd]));
        (_exchange.MaySetCookies, _exchange.MayBeEncoded) = (head.SetsCookies, head.IsEncoded);
        _status = head.Status;
        KeepsAlive = head.KeepsAlive && head.Status != 101;
        BeginBody(head);
        return length;
    }

    private void BeginBody(in ResponseHead head)
    {
        if (_isHead || head.Status is 101 or 204 or 304)
        {
            Finish();
        }
        else if (head.IsChunked)
        {
            (_step, _chunks) = (Step.Chunked, default);
            _body.Begin(_exchange, null);
        }
        else if (head.ContentLength > maxBodyBytes && _exchange.KeepsBody)
        {
            Fail(_body.TooLong);
        }
        else if (head.ContentLength >= 0)
        {
            (_step, _left) = (Step.Counted, head.ContentLength);
            _body.Begin(_exchange, head.ContentLength);
            if (_left == 0) Finish();
        }
        else
        {
            (_step, KeepsAlive) = (Step.ToTheEnd, false);
            _body.Begin(_exchange, null);
        }
    }

    private int TakeCounted(ReadOnlySpan<byte> input)
    {
        var length = (int)Math.Min(_left, input.Length);
        _body.Append(input[..length]);
        CountDown(length);
        return length;
    }

    private void CountDown(int length)
    {
        _left -= length;
        if (_left == 0) Finish();
    }

    private int TakeChunk(ReadOnlySpan<byte> input)
    {
        var error = _chunks.Take(input, out var used, out var data) ?? (_body.Append(data) ? null : _body.TooLong);
        if (error is not null) Fail(error);
        else if (_chunks.IsDone) Finish();
        return used;
    }

    private int TakeBody(ReadOnlySpan<byte> input)
    {
        if (!_body.Append(input)) Fail(_body.TooLong);
        return input.Length;
    }

    private void Finish()
    {
        _exchange.Status = _status;
        _exchange.Body = _body.Take();
        _step = Step.Done;
    }

    private void Fail(string error)
    {
        Error = error;
        _body.Clear();
        KeepsAlive = false;
        _step = Step.Failed;
    }
}
