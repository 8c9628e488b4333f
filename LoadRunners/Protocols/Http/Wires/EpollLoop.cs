using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>A thread that waits for its connections' events and goes on with what waited for them, there and then.</summary>
/// <remarks>
/// No queue and no second thread lie between the kernel's event and the scenario's next line: that is the largest single saving of a
/// generator in .NET (docs/adr/0010-lean-http-client.md). The price: code that blocks holds up all users of the loop.
/// </remarks>
internal sealed unsafe class EpollLoop
{
    private const int MostEvents = 256;

    // The kernel's struct epoll_event is packed on x64 only: events (4 bytes), [gap], data (8 bytes).
    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int s_eventSize = s_dataOffset + 8;

    // Below what its threads read: initializers run from top to bottom.
    private static readonly EpollLoop[] s_loops = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(number => new EpollLoop(number))];
    private static int s_next;

    private readonly Lock _lock = new();
    private readonly int _epoll;
    private EpollWire?[] _wires = new EpollWire?[64]; // by file number; written under _lock

    private EpollLoop(int number)
    {
        _epoll = Libc.EpollCreate(Libc.CloseOnExec);
        if (_epoll < 0) throw WireError.Last("epoll_create1");
        new Thread(Run) { IsBackground = true, Name = $"connections {number}" }.Start();
    }

    /// <summary>Gives the loop of the next connection: they take turns.</summary>
    public static EpollLoop Next() => s_loops[(uint)Interlocked.Increment(ref s_next) % (uint)s_loops.Length];

    /// <summary>Begins to tell a connection its events. The kernel forgets it when its file is closed.</summary>
    public void Add(EpollWire wire, int file)
    {
        lock (_lock)
        {
            if (file >= _wires.Length)
            {
                var larger = new EpollWire?[Math.Max(file + 1, _wires.Length * 2)];
                _wires.CopyTo(larger, 0);
                Volatile.Write(ref _wires, larger);
            }

            _wires[file] = wire;
        }

        var request = stackalloc byte[s_eventSize];
        Unsafe.WriteUnaligned(request, Libc.EpollIn | Libc.EpollOut | Libc.EpollPeerHangUp | Libc.EpollEdge);
        Unsafe.WriteUnaligned(request + s_dataOffset, (long)file);
        if (Libc.EpollControl(_epoll, Libc.EpollAdd, file, request) < 0) throw WireError.Last("epoll_ctl");
    }

    /// <summary>Forgets a connection that is about to close its file.</summary>
    public void Remove(int file)
    {
        lock (_lock) _wires[file] = null;
    }

    private void Run()
    {
        var events = (byte*)NativeMemory.Alloc(MostEvents, (nuint)s_eventSize);
        while (true)
        {
            var count = Libc.EpollWait(_epoll, events, MostEvents, -1);
            for (var i = 0; i < count; i++)
            {
                var one = events + (i * s_eventSize);
                var file = (int)Unsafe.ReadUnaligned<long>(one + s_dataOffset);
                // A number that was closed and given anew since the events were fetched: its new owner wakes once for nothing.
                Volatile.Read(ref _wires)[file]?.OnEvents(Unsafe.ReadUnaligned<uint>(one));
            }
        }
    }
}
