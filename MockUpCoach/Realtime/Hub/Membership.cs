using UpCoach.MockUpCoach.Realtime.Topics;

namespace UpCoach.MockUpCoach.Realtime.Hub;

/// <summary>A connection in a room.</summary>
/// <param name="topic">What it listens to.</param>
/// <param name="since">Messages up to this number did not come by themselves.</param>
internal sealed class Membership(Topic topic, long since)
{
    public Topic Topic => topic;

    /// <summary>What a resume may still send again ends here; no message is sent twice.</summary>
    public long Since { get; set; } = since;
}
