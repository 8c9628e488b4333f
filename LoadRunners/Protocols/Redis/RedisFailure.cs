using StackExchange.Redis;

namespace UpCoach.LoadRunners.Protocols.Redis;

/// <summary>Names what went wrong.</summary>
internal static class RedisFailure
{
    public static bool Is(Exception error) => error is RedisException or TimeoutException or ObjectDisposedException;

    public static string KindOf(Exception error) => error switch
    {
        TimeoutException => "timeout",
        RedisServerException server => FirstWord(server.Message),
        _ => "connection",
    };

    // "OOM command not allowed when used memory > 'maxmemory'." The client puts "MOVED" and the like in the middle of its own words: those are connection matters.
    private static string FirstWord(string message)
    {
        var end = message.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? message : message[..end];
        return word.Length > 0 && word.All(letter => char.IsAsciiLetterUpper(letter) || letter == '_') ? word : "ERR";
    }
}
