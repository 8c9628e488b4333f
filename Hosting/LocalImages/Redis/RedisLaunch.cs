using System.Text;

namespace UpCoach.Hosting.LocalImages.Redis;

/// <summary>Keeps passwords out of the arguments that the server is started with.</summary>
/// <param name="Args">The arguments without passwords.</param>
/// <param name="Configuration">The passwords as lines of configuration.</param>
internal sealed record RedisLaunch(IReadOnlyList<string> Args, string Configuration)
{
    private static readonly string[] SecretOptions = ["--requirepass", "--masterauth", "--user", "--tls-key-file-pass"];

    /// <summary>Splits the arguments of a container.</summary>
    /// <param name="entrypoint">The container's entrypoint; null is the image's own, and a shell gets the functions first.</param>
    /// <param name="args">The container's arguments.</param>
    /// <param name="functions">The script with the functions that replace the server inside a shell.</param>
    public static RedisLaunch For(string? entrypoint, string[] args, string functions)
    {
        if (entrypoint is null or "redis-server")
            return Split(args);
        // A command line is expanded by the shell, so the password is in no argument yet. An alias takes effect from the next line on.
        if (Path.GetFileName(entrypoint) is "sh" or "dash" && args is ["-c", var command, .. var rest])
        {
            var text = command.Replace("exec redis-server", "redis-server", StringComparison.Ordinal);
            return new RedisLaunch(["-c", $". {ShellText.Quote(functions)}\nalias redis-server=run_redis_server\n{text}", .. rest], "");
        }
        return new RedisLaunch(args, "");
    }

    private static RedisLaunch Split(string[] args)
    {
        var kept = new List<string>();
        var configuration = new StringBuilder();
        for (var index = 0; index < args.Length;)
        {
            var option = args[index++];
            if (!SecretOptions.Contains(option))
            {
                kept.Add(option);
                continue;
            }
            configuration.Append(option.AsSpan(2));
            for (; index < args.Length && !args[index].StartsWith("--", StringComparison.Ordinal); index++)
                configuration.Append(" \"").Append(args[index].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            configuration.Append('\n');
        }
        return new RedisLaunch(kept, configuration.ToString());
    }
}
