namespace UpCoach.Hosting;

/// <summary>Makes a resource's name fit for an environment variable.</summary>
internal static class EnvironmentVariableName
{
    public static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
