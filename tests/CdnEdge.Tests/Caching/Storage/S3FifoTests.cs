using CsCheck;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Tests.Caching.Storage;

public sealed class S3FifoTests
{
    [Fact]
    public void Add_ObjectsUsedOnce_PassWithoutPushingOutWhatIsUsed()
    {
        var policy = new S3Fifo(limitBytes: 1_000);
        List<StoredResponse> victims = [];
        var used = Responses.Stored("", path: "/used");
        policy.Add(used, 100, victims);
        used.Slot.Use();
        used.Slot.Use();

        for (var n = 0; n < 100; n++) policy.Add(Responses.Stored("", path: $"/once/{n}"), 100, victims);

        Assert.DoesNotContain(used, victims);
        Assert.NotNull(used.Slot.Node);
    }

    [Fact]
    public void Add_EvictedLately_GoesToMainAndOutlivesNewcomers()
    {
        var policy = new S3Fifo(limitBytes: 1_000);
        List<StoredResponse> victims = [];
        for (var n = 0; n < 11; n++) policy.Add(Responses.Stored("", path: $"/{n}"), 100, victims);
        var first = Assert.Single(victims);

        var again = Responses.Stored("", path: first.Key.Path);
        policy.Add(again, 100, victims);
        for (var n = 100; n < 120; n++) policy.Add(Responses.Stored("", path: $"/{n}"), 100, victims);

        Assert.DoesNotContain(again, victims);
    }

    [Fact]
    public void Add_LargerThanTheLimit_LeavesAtOnce()
    {
        var policy = new S3Fifo(limitBytes: 1_000);
        List<StoredResponse> victims = [];

        policy.Add(Responses.Stored(""), 1_001, victims);

        Assert.Single(victims);
        Assert.Equal(0, policy.Bytes);
    }

    [Fact]
    [Trait("kind", "law")]
    public void AnySequence_NeverHoldsMoreThanTheLimit_AndCountsWhatItHolds()
        => Gen.Select(Gen.Int[0, 30], Gen.Int[1, 400], Gen.Int[0, 2]).Array[1, 200].Sample(steps =>
        {
            var policy = new S3Fifo(limitBytes: 1_000);
            Dictionary<int, StoredResponse> held = [];
            foreach (var (id, weight, action) in steps)
            {
                List<StoredResponse> victims = [];
                if (held.TryGetValue(id, out var entry) && action == 0) entry.Slot.Use();
                else if (entry is not null)
                {
                    policy.Remove(entry);
                    held.Remove(id);
                }
                else
                {
                    held[id] = Responses.Stored("", path: $"/{id}");
                    policy.Add(held[id], weight, victims);
                }

                foreach (var victim in victims) held.Remove(int.Parse(victim.Key.Path.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture));
                if (policy.Bytes > 1_000 || policy.Count != held.Count || policy.Bytes != held.Values.Sum(one => one.Slot.WeightBytes)) return false;
            }

            return true;
        });
}
