using System.Diagnostics;
using System.Globalization;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>Time, processor time and memory between two moments of this process.</summary>
internal sealed class Meter
{
    private long _time;
    private TimeSpan _cpu;
    private long _allocated;
    private string _line = "";

    public void Begin() => (_time, _cpu, _allocated) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());

    public void End(long requests)
    {
        var seconds = Stopwatch.GetElapsedTime(_time).TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds;
        var allocated = GC.GetTotalAllocatedBytes() - _allocated;
        _line = string.Create(CultureInfo.InvariantCulture,
            $"{requests / seconds:0} requests/s  {cpu * 1e6 / requests:0.00} cpu-us/request  {(double)allocated / requests:0.0} B/request");
    }

    public void Print(string remark) => Console.WriteLine($"{_line}  {remark}");
}
