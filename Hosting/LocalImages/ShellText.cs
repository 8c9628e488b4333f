namespace UpCoach.Hosting.LocalImages;

/// <summary>Writes texts into shell scripts.</summary>
internal static class ShellText
{
    /// <summary>Quotes a text so that the shell takes it as it is.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Reads a script that is embedded in this assembly.</summary>
    public static string Embedded(string name)
    {
        using var stream = typeof(ShellText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
