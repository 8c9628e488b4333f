using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Engine.Running;

/// <summary>Measures the generator itself, so that its own limits don't pass for the target's.</summary>
internal sealed class GeneratorProbe
{
    // A pause of a twentieth of a second is as long as what it would be mistaken for; thousands of short ones are the price of any runtime.
    private static readonly TimeSpan s_longPause = TimeSpan.FromMilliseconds(50);

    private readonly MetricRecorder _recorder;
    private readonly int _cpu;
    private readonly int _cores;
    private readonly int _pause;
    private readonly int _longPause;
    private TimeSpan _lastCpu;
    private TimeSpan _lastPause;

    public GeneratorProbe(MetricRecorder recorder)
    {
        _recorder = recorder;
        _cpu = recorder.Series.Find(BuiltInMetrics.GeneratorCpuSeconds, TagSet.Empty);
        _cores = recorder.Series.Find(BuiltInMetrics.GeneratorCpuCores, TagSet.Empty);
        _pause = recorder.Series.Find(BuiltInMetrics.GeneratorGcPauseSeconds, TagSet.Empty);
        _longPause = recorder.Series.Find(BuiltInMetrics.GeneratorLongGcPauseSeconds, TagSet.Empty);
        Restart();
    }

    public void Restart() => (_lastCpu, _lastPause) = (CpuTime, GC.GetTotalPauseDuration());

    /// <summary>Records what was used since the last call.</summary>
    /// <param name="length">The time since the last call.</param>
    public void Record(TimeSpan length)
    {
        var (cpu, pause) = (CpuTime, GC.GetTotalPauseDuration());
        _recorder.Count(_cpu, (cpu - _lastCpu).TotalSeconds);
        _recorder.Count(_pause, (pause - _lastPause).TotalSeconds);
        if (pause - _lastPause >= s_longPause) _recorder.Count(_longPause, (pause - _lastPause).TotalSeconds);
        if (length > TimeSpan.Zero) _recorder.Gauge(_cores, (cpu - _lastCpu) / length);
        (_lastCpu, _lastPause) = (cpu, pause);
    }

    private static TimeSpan CpuTime => OperatingSystem.IsBrowser() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? default : Environment.CpuUsage.TotalTime;
}
