namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>One <c>--out</c>: <c>KIND=WHERE</c>, or a folder.</summary>
/// <param name="Kind">The kind of output; null for the folder of the result.</param>
/// <param name="Where">File, address or folder.</param>
/// <remarks>
/// <code>
/// out    = kind "=" where | folder
/// kind   = "json" | "prometheus" | "otlp"
/// folder = any text without "="; one with "=" in its name is written with a slash before it, as ./a=b
/// </code>
/// </remarks>
internal sealed record OutputAddress(string? Kind, string Where)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="CommandException">The kind is unknown, or nothing follows it.</exception>
    public static OutputAddress Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var slash = text.IndexOfAny(['/', '\\']);
        if (equals < 0 || (slash >= 0 && slash < equals))
        {
            return new OutputAddress(null, text);
        }

        var (kind, where) = (text[..equals], text[(equals + 1)..]);
        if (!OutputKinds.All.ContainsKey(kind))
        {
            throw new CommandException(ExitCodes.BadInput,
                $"--out {text}: unknown kind '{kind}'; allowed are {string.Join(", ", OutputKinds.All.Keys)}, or a folder (write ./{text} for one of that name)");
        }

        return where.Length > 0 ? new OutputAddress(kind, where) : throw new CommandException(ExitCodes.BadInput, $"--out {text}: nothing follows '{kind}='");
    }

    /// <inheritdoc/>
    public override string ToString() => Kind is null ? Where : $"{Kind}={Where}";
}
