using System.Net;
using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>A socket by its file number.</summary>
internal static unsafe class LinuxSocket
{
    /// <summary>Sends what the system takes; gives the error's number.</summary>
    public static int TrySend(int file, ref ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            fixed (byte* start = bytes.Span)
            {
                var sent = (int)Libc.Send(file, start, (nuint)bytes.Length, Libc.MessageNoSignal | Libc.MessageDontWait);
                if (sent >= 0)
                {
                    bytes = bytes[sent..];
                    continue;
                }
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Libc.Interrupted) return error;
        }

        return 0;
    }

    /// <summary>Opens a TCP socket that neither blocks nor waits to fill its packets.</summary>
    public static int Open(IPEndPoint server)
    {
        var file = Libc.Socket(server.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 10 : 2,
            Libc.Stream | Libc.NonBlocking | Libc.CloseOnExec, Libc.Tcp);
        if (file < 0) throw WireError.Last("socket");
        var on = 1;
        _ = Libc.SetOption(file, Libc.Tcp, Libc.TcpNoDelay, &on, sizeof(int));
        return file;
    }

    /// <summary>Begins to connect; gives the error's number, which is that of a connect under way for most.</summary>
    public static int Connect(int file, IPEndPoint server)
    {
        var address = server.Serialize().Buffer.Span; // the system's own struct sockaddr
        fixed (byte* start = address)
        {
            return Libc.Connect(file, start, (uint)address.Length) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    /// <summary>Gives the number of the error that a connect ended with; 0 for none.</summary>
    public static int PendingError(int file)
    {
        int error;
        uint length = sizeof(int);
        return Libc.GetOption(file, Libc.SocketLevel, Libc.SocketError, &error, &length) < 0 ? Marshal.GetLastPInvokeError() : error;
    }
}
