namespace UpCoach.Hosting;

/// <summary>What this host must know besides, because it starts built programs and never builds: Aspire's own metadata lacks it.</summary>
public interface IBuiltProject
{
    /// <summary>Gets the full path of the built assembly.</summary>
    string AssemblyPath { get; }
}
