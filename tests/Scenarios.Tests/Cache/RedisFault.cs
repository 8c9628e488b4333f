using System.Globalization;
using UpCoach.Scenarios.Tests.Judging;

namespace UpCoach.Scenarios.Tests.Cache;

/// <summary>What is wrong with a Redis: the commands that it carries out in place of those that it was sent.</summary>
internal sealed class RedisFault
{
    private string _policy = "";
    private int _writes;

    /// <summary>Finds none of the things whose names begin so.</summary>
    public static Func<string[], string[]> Forgets(string prefix) =>
        command => command is ["GET", var key] && key.StartsWith(prefix, StringComparison.Ordinal) ? ["GET", "lab:void"] : command;

    /// <summary>Grants every lock to everybody.</summary>
    public static string[] ForgetsLocks(string[] command) =>
        command is ["SET", "lab:hot:loading", .. var rest] ? ["SET", $"lab:hot:loading:{Guid.NewGuid():N}", .. rest] : command;

    /// <summary>Keeps what it is told to delete.</summary>
    public static string[] FreesNothing(string[] command) => command is ["UNLINK", ..] ? ["UNLINK", "lab:void"] : command;

    /// <summary>Takes twice the room for a value.</summary>
    public static string[] Wastes(string[] command) => command switch
    {
        ["SET", ['l', 'a', 'b', ':', ..] key, var value, .. var rest] => ["SET", key, value + value, .. rest],
        ["SETEX" or "PSETEX", ['l', 'a', 'b', ':', ..] key, var lifetime, var value] => [command[0], key, lifetime, value + value],
        _ => command,
    };

    /// <summary>Keeps no hot key, though it says so.</summary>
    public static string[] ForgetsSoon(string[] command) => command is ["SET" or "GET", "lab:hot", .. var rest] ? [command[0], $"lab:hot:{Guid.NewGuid():N}", .. rest] : command;

    /// <summary>Takes a third more memory than it may, and refuses every twentieth thing.</summary>
    public static Func<string[], string[]> TakesMoreAndRefusesWrites()
    {
        var refuse = RefusesWrites();
        return command => refuse(TakesMore(command));
    }

    private static string[] TakesMore(string[] command) => command is ["CONFIG", "SET", "maxmemory", var bytes] && long.Parse(bytes, CultureInfo.InvariantCulture) is > 0 and var allowed
        ? ["CONFIG", "SET", "maxmemory", (allowed * 4 / 3).ToString(CultureInfo.InvariantCulture)]
        : command;

    /// <summary>Finds nothing while it evicts by one of the policies that should find most.</summary>
    public static Func<string[], string[]> ForgetsWhileItEvicts()
    {
        var fault = new RedisFault();
        return command =>
        {
            if (command is ["CONFIG", "SET", "maxmemory-policy", var chosen]) fault._policy = chosen;
            return fault._policy is "allkeys-lru" or "allkeys-lfu" ? Forgets("lab:eviction:")(command) : command;
        };
    }

    /// <summary>Refuses every twentieth thing.</summary>
    public static Func<string[], string[]> RefusesWrites()
    {
        var fault = new RedisFault();
        return command => command is ["SET" or "SETEX" or "PSETEX", ['l', 'a', 'b', ':', ..], ..] && Interlocked.Increment(ref fault._writes) % 20 == 0 ? [RespRewriter.Unknown] : command;
    }
}
