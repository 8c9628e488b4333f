namespace UpCoach.LoadRunners.Runner.Outputs;

/// <summary>Reads the address that an output pushes to.</summary>
internal static class PushAddress
{
    /// <summary>Reads it; without a path, the usual one is taken.</summary>
    /// <exception cref="CommandException">It is none, or it carries a password.</exception>
    public static Uri Read(string kind, string text, string usualPath)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CommandException(ExitCodes.BadInput, $"--out {kind}= wants an address as http://127.0.0.1:9090; not '{text}'");
        }

        // An argument is seen by everyone on the machine and ends in logs.
        if (address.UserInfo.Length > 0)
        {
            throw new CommandException(ExitCodes.BadInput, $"--out {kind}= carries a password; secrets are read from the environment only (see docs/outputs.md)");
        }

        return address.AbsolutePath == "/" ? new Uri(address, usualPath) : address;
    }
}
