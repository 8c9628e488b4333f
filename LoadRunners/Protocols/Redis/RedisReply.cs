namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>What became of a command. An error is a reply too.</summary>
/// <typeparam name="T">What the reply is read as.</typeparam>
/// <param name="Value">The reply; the default if the command failed.</param>
/// <param name="ErrorKind">The server's first word, or <c>timeout</c> or <c>connection</c>; null if all went well.</param>
/// <param name="Error">What went wrong; null if nothing did.</param>
/// <param name="ServiceTime">From handing it to the connection to its reply.</param>
/// <param name="ResponseTime">From when it should have been sent to its reply.</param>
public sealed record RedisReply<T>(T? Value, string? ErrorKind, string? Error, TimeSpan ServiceTime, TimeSpan ResponseTime)
{
    /// <summary>Gets whether all went well.</summary>
    public bool IsSuccess => ErrorKind is null;
}
