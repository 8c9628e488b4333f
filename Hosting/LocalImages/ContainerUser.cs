using UpCoach.Hosting.Running.Processes;

namespace UpCoach.Hosting.LocalImages;

/// <summary>Chooses whom a program runs as.</summary>
internal static class ContainerUser
{
    /// <summary>Gets the user for a program that refuses root: the wanted one, else <c>nobody</c>; null (this process's own) where this is not root.</summary>
    public static PosixUser? Instead(string wanted) =>
        Posix.IsRoot ? PosixUser.Find(wanted) ?? PosixUser.Find("nobody") : null;
}
