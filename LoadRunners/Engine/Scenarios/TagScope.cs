using UpCoach.LoadRunners.Engine.Metrics;

namespace UpCoach.LoadRunners.Engine.Scenarios;

/// <summary>A stretch of an iteration whose samples have more tags. Dispose it at the end of the stretch, inner ones first.</summary>
public readonly struct TagScope : IDisposable
{
    private readonly VirtualUser _user;
    private readonly TagSet _before;
    private readonly long _begin;
    private readonly bool _isGroup;

    internal TagScope(VirtualUser user, TagSet before, bool isGroup)
    {
        (_user, _before, _isGroup) = (user, before, isGroup);
        _begin = user.Clock.GetTimestamp();
    }

    /// <summary>Ends the stretch. A group's duration is recorded, also if an exception ends it.</summary>
    public void Dispose()
    {
        if (_isGroup) _user.Trend(BuiltInMetrics.GroupDuration.Name, _user.Clock.GetElapsedTime(_begin).TotalMilliseconds);
        _user.Tags = _before;
    }
}
