using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Scenarios;

namespace UpCoach.Benchmarks.SideBySide;

/// <summary>What recording costs: nanoseconds and bytes of one operation, the median of several rounds.</summary>
internal static class Micro
{
    private const int Rounds = 9;
    private const int Operations = 2_000_000;

    public static void Run()
    {
        var recorder = new MetricRecorder();
        var tags = TagSet.Of([new("scenario", "get"), new("name", "GET /"), new("method", "GET"), new("status", "200")]);
        var number = recorder.Series.Find(BuiltInMetrics.HttpReqDuration, tags);
        var histogram = new Histogram();
        Measure("histogram record", i => histogram.Record(i & 0xFFFF));
        Measure("trend record, with its lock", i => recorder.Trend(number, i & 0xFFFF));
        Measure("tags lookup", _ => recorder.Series.Find(BuiltInMetrics.HttpReqDuration, tags));
        Measure("tags lookup and trend record", i => recorder.Trend(recorder.Series.Find(BuiltInMetrics.HttpReqDuration, tags), i & 0xFFFF));
        var user = new VirtualUser(new VirtualUserOptions { Scenario = "get", Number = 1, Target = new Uri("http://127.0.0.1"), Recorder = recorder });
        Measure("a scenario's own trend by its name", i => user.Trend("cart_total", i & 0xFFFF));
        Measure("a scenario's check by its name", _ => user.Check("status is 200", true));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Measure(string what, Action<int> operation)
    {
        var nanoseconds = new double[Rounds];
        long allocated = 0;
        for (var round = -1; round < Rounds; round++) // the first one warms
        {
            var (begin, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            for (var i = 0; i < Operations; i++) operation(i);
            var took = Stopwatch.GetElapsedTime(begin);
            if (round < 0) continue;
            nanoseconds[round] = took.TotalNanoseconds / Operations;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(nanoseconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {nanoseconds[Rounds / 2]:0.0} ns (least {nanoseconds[0]:0.0}), {(double)allocated / Operations:0.###} B"));
    }
}
