using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using UpCoach.LoadRunners.Engine.Clocks;

namespace UpCoach.LoadRunners.Protocols.Http.Wires;

/// <summary>A thread that waits for its connections' events and goes on with what waited for them, there and then.</summary>
/// <remarks>
/// No queue and no second thread lie between the kernel's event and the scenario's next line: that is the largest single saving of a
/// generator in .NET (docs/adr/0010-lean-http-client.md). The price: code that blocks holds up all users of the loop.
/// Requests that follow from the events of one wake are sent one right after the other: a server that is handed one at a time falls asleep in
/// between, and it is the sender's call that spends the time to wake it.
/// </remarks>
internal sealed unsafe class EpollLoop
{
    private const int MostEvents = 256;
    private const int MostWriters = 16; // who comes first waits for what all of them do before

    [ThreadStatic]
    private static EpollLoop? t_own;

    // The kernel's struct epoll_event is packed on x64 only: events (4 bytes), [gap], data (8 bytes).
    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int s_eventSize = s_dataOffset + 8;

    // Below what its threads read: initializers run from top to bottom.
    private static readonly EpollLoop[] s_loops = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(number => new EpollLoop(number))];
    private static int s_next;

    private readonly Lock _lock = new();
    private readonly int _epoll;
    private EpollWire?[] _wires = new EpollWire?[64]; // by file number; written under _lock
    private List<EpollWire> _writers = []; // this and the next: the loop's thread only
    private List<EpollWire> _served = [];

    private EpollLoop(int number)
    {
        _epoll = Libc.EpollCreate(Libc.CloseOnExec);
        if (_epoll < 0) throw WireError.Last("epoll_create1");
        new Thread(Run) { IsBackground = true, Name = $"connections {number}" }.Start();
    }

    /// <summary>Gives the loop of the next connection: they take turns.</summary>
    public static EpollLoop Next() => s_loops[(uint)Interlocked.Increment(ref s_next) % (uint)s_loops.Length];

    /// <summary>Gives a turn to a connection that wants to write, at the end of this wake; false on other threads, which need none.</summary>
    public bool TryQueue(EpollWire writer)
    {
        if (t_own != this) return false;
        _writers.Add(writer);
        return true;
    }

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
        t_own = this;
        ThreadSlice.Shorten();
        var events = (byte*)NativeMemory.Alloc(MostEvents, (nuint)s_eventSize);
        while (true)
        {
            var count = Libc.EpollWait(_epoll, events, MostEvents, _writers.Count == 0 ? -1 : 0);
            for (var i = 0; i < count; i++)
            {
                var one = events + (i * s_eventSize);
                var file = (int)Unsafe.ReadUnaligned<long>(one + s_dataOffset);
                // A number that was closed and given anew since the events were fetched: its new owner wakes once for nothing.
                Volatile.Read(ref _wires)[file]?.OnEvents(Unsafe.ReadUnaligned<uint>(one));
                if (_writers.Count >= MostWriters) LetWrite();
            }

            LetWrite();
        }
    }

    private void LetWrite()
    {
        // Who wants to write again already waits for the next events first.
        (_writers, _served) = (_served, _writers);
        foreach (var writer in _served)
        {
            writer.OnTurn();
        }

        _served.Clear();
    }
}
