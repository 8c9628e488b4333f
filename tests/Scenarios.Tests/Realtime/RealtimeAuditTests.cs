using System.Text;
using UpCoach.LoadRunners.Scenarios.Client.Messages;
using UpCoach.LoadRunners.Scenarios.Realtime.Hub;
using UpCoach.LoadRunners.Scenarios.Realtime.Notices;
using UpCoach.LoadRunners.Scenarios.Realtime.Streams;

namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>The integrity checks against planted anomalies.</summary>
public sealed class RealtimeAuditTests
{
    [Theory]
    [InlineData("1 2 3 4.", "++++", "all came")]
    [InlineData("2 3 4.", "+++", "begun later")]
    [InlineData("1 3 2 4.", "++++", "late, but there")]
    [InlineData("1 2 4.", "+++-", "one is missing")]
    [InlineData("1 2 2 3 4.", "++-++", "one came twice")]
    [InlineData("1 2! 3 4.", "+-++", "one is damaged")]
    [InlineData("1 2 3", "+++-", "the end never came")]
    [InlineData("", "-", "nothing came")]
    public void NoticeAudit_Row_IsJudgedByNumberAndText(string row, string verdicts, string why) => Assert.True(verdicts == Judge(row, []), $"{why}: {Judge(row, [])}");

    [Fact]
    public void NoticeAudit_MissingOneThatTheServerNeverConfirmed_IsNoLoss() => Assert.Equal("+++", Judge("1 2 4.", [3]));

    [Fact]
    public void NoticeWriter_UnconfirmedNotices_AreNamedAtTheEnd()
    {
        var writer = new NoticeWriter("me", run: 7);
        writer.Confirm(writer.Next().N);
        _ = writer.Next();
        writer.Confirm(writer.Next().N);

        var last = writer.Last();

        Assert.True(last.Last);
        Assert.Equal([2], last.Unsure);
        Assert.Equal(4, last.N);
    }

    [Theory]
    [InlineData("10 11 12", 4, "++")]
    [InlineData("10 12 13", 5, "-++")]
    [InlineData("10 11 11 12", 4, "+-+")]
    [InlineData("10 11", 6, "+---")]
    [InlineData("", 4, "--")]
    public void SecondAudit_Events_EachSecondHasOne(string events, int listened, string verdicts)
    {
        var found = new StringBuilder();
        var audit = new SecondAudit(isRight => found.Append(isRight ? '+' : '-'));
        foreach (var second in events.Split(' ', StringSplitOptions.RemoveEmptyEntries)) audit.Note(long.Parse(second, System.Globalization.CultureInfo.InvariantCulture));
        audit.Complete(TimeSpan.FromSeconds(listened));

        Assert.Equal(verdicts, found.ToString());
    }

    [Fact]
    public void HistoryAudit_LiveAndRecordDiffer_ThatNumberFails()
    {
        var audit = new HistoryAudit();
        foreach (var sequence in new long[] { 5, 6, 8, 9 }) audit.Live(sequence, hash: (ulong)sequence, isWhole: sequence != 9);
        foreach (var sequence in new long[] { 5, 6, 7, 8, 9 }) audit.Recorded(sequence, hash: sequence == 6 ? 66 : (ulong)sequence);

        Assert.Equal([true, false, false, true, false], audit.Verdicts());
        Assert.True(audit.IsComplete);
    }

    [Fact]
    public void HistoryAudit_SameNumberWithOtherContent_Fails()
    {
        var audit = new HistoryAudit();
        audit.Live(5, hash: 5, isWhole: true);
        audit.Live(5, hash: 55, isWhole: true);
        audit.Recorded(5, hash: 55);

        Assert.Equal([false], audit.Verdicts());
    }

    [Theory]
    [InlineData("""{"seq":7,"sentAt":1000.5,"checksum":"af63dc4c8601ec8c","figures":a}""", false)]
    [InlineData("""{"seq":7,"sentAt":1000.5,"checksum":"08328b07b4ef3f9c","figures":{"a": 1}}""", false)]
    [InlineData("[]", false)]
    [InlineData("""{"seq":7}""", false)]
    public void AnalyticsEvent_OtherShapeOrSum_IsNotWhole(string data, bool isWhole)
    {
        var isRead = AnalyticsEvent.TryRead(Encoding.UTF8.GetBytes(data), out var read);

        Assert.Equal(isWhole, isRead && read.IsWhole);
    }

    [Fact]
    public void ConnectionLadder_MessagesLateFromALevelOn_TheOneBelowIsTheCapacity()
    {
        var ladder = new ConnectionLadder();
        foreach (var connections in new[] { 500, 1000, 1500, 2000 })
        {
            ladder.Connected(connections, isUp: true);
            for (var n = 0; n < 100; n++) ladder.Received(connections, isOnTime: n >= (connections == 1500 ? 6 : 5));
        }

        Assert.Equal(1000, ladder.Conclude());
        Assert.Null(ladder.Conclude());
    }

    private static string Judge(string row, int[] unsure)
    {
        var verdicts = new StringBuilder();
        var audit = new NoticeAudit(isRight => verdicts.Append(isRight ? '+' : '-'));
        foreach (var word in row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var number = word[0] - '0';
            var text = NoticeText.Of(number);
            audit.Note(new Notice("me", 1, number, NoticeText.Sum(text), word.EndsWith('!') ? text + "?" : text, word.EndsWith('.'), unsure));
        }

        audit.Complete();
        return verdicts.ToString();
    }
}
