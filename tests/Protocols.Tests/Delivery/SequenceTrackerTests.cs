using CsCheck;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.Protocols.Tests.Delivery;

public sealed class SequenceTrackerTests
{
    [Fact]
    public void InOrder_FromAnyFirst_LosesNothing()
    {
        var tracker = new SequenceTracker();

        Assert.All(Enumerable.Range(42, 100), number => Assert.Equal(Arrival.InOrder, tracker.Note(number)));

        Assert.Equal((141L, 0L, 0L), (tracker.Last, tracker.Lost, tracker.Missing));
    }

    [Fact]
    public void Gap_FilledLate_IsReorderedAndNotLost()
    {
        var tracker = new SequenceTracker();
        Arrival[] arrivals = [.. new long[] { 1, 2, 5, 4, 3, 6 }.Select(tracker.Note)];
        tracker.Complete();

        Assert.Equal(
            [Arrival.InOrder, Arrival.InOrder, Arrival.AfterGap, Arrival.Reordered, Arrival.Reordered, Arrival.InOrder],
            arrivals);
        Assert.Equal(0, tracker.Lost);
    }

    [Fact]
    public void Gap_NeverFilled_IsLostAtTheEnd()
    {
        var tracker = new SequenceTracker();
        tracker.Note(1);
        tracker.Note(10);
        Assert.Equal((0, 8), (tracker.Lost, tracker.Missing));

        tracker.Complete();

        Assert.Equal((8, 0), (tracker.Lost, tracker.Missing));
    }

    [Fact]
    public void Gap_OutOfTheWindow_IsLostBeforeTheEnd()
    {
        var tracker = new SequenceTracker();
        tracker.Note(1);
        for (var number = 3L; number < SequenceTracker.Window + 10; number++) tracker.Note(number);

        Assert.Equal((1, 0), (tracker.Lost, tracker.Missing));
        Assert.Equal(Arrival.Duplicate, tracker.Note(2));
    }

    [Fact]
    public void SameNumber_Again_IsADuplicate()
    {
        var tracker = new SequenceTracker();
        tracker.Note(1);
        tracker.Note(4);
        tracker.Note(2);

        Assert.Equal(Arrival.Duplicate, tracker.Note(1));
        Assert.Equal(Arrival.Duplicate, tracker.Note(2));
        Assert.Equal(Arrival.Duplicate, tracker.Note(4));
    }

    [Fact]
    public void StartAfter_FirstOnesMissing_AreLost()
    {
        var tracker = new SequenceTracker();
        tracker.StartAfter(10);
        tracker.Note(13);
        tracker.Complete();

        Assert.Equal(2, tracker.Lost);
    }

    [Fact]
    public void OlderThanTheFirst_IsLateAndNotDoubled()
    {
        var tracker = new SequenceTracker();
        tracker.Note(10);

        Assert.Equal(Arrival.Reordered, tracker.Note(9));
    }

    /// <summary>Any deliveries, any losses: what came once and what is lost add up to what was sent.</summary>
    [Fact]
    public void AnyDelivery_ReceivedAndLost_AddUp() =>
        Gen.Long[1, 300].Array[1, 400].Sample(numbers =>
        {
            var tracker = new SequenceTracker();
            tracker.StartAfter(0);
            var duplicates = numbers.Count(number => tracker.Note(number) == Arrival.Duplicate);
            tracker.Complete();
            var different = numbers.Distinct().Count();
            return duplicates == numbers.Length - different && tracker.Lost == numbers.Max() - different && tracker.Last == numbers.Max();
        });
}
