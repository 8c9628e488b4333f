using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>Errors of the system's calls as exceptions.</summary>
internal static class WireError
{
    /// <summary>The error of the last call of this thread.</summary>
    public static IOException Last(string call) => Of(Marshal.GetLastPInvokeError(), call);

    /// <summary>An error by its number.</summary>
    public static IOException Of(int error, string call) => new($"{call}: {Marshal.GetPInvokeErrorMessage(error)}", new SocketException(error));
}
