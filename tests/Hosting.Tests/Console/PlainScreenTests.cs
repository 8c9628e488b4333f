using Microsoft.Extensions.Time.Testing;
using UpCoach.Hosting.Running.Console;

namespace UpCoach.Hosting.Tests.Console;

public sealed class PlainScreenTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 1, TimeSpan.Zero));

    public void Dispose() => output.Dispose();

    [Fact]
    public void Update_StateChanges_AreOneLineEach()
    {
        var screen = new PlainScreen(output, time);
        var row = new ResourceRow("postgres", "container", "Starting", StateTone.Pending);
        screen.Update([row with { State = "Waiting", Tone = StateTone.Muted }]);
        screen.Update([row]);
        screen.Update([row with { Note = "still" }]);
        time.Advance(TimeSpan.FromSeconds(1.4));
        screen.Update([row with { State = "Running", Tone = StateTone.Good, Endpoint = "127.0.0.1:40231", StartDuration = TimeSpan.FromSeconds(1.4) }]);
        Assert.Equal("12:00:01 postgres Starting\n12:00:02 postgres Running 127.0.0.1:40231 (1.4 s)\n", output.ToString());
    }

    [Theory]
    [InlineData("running, 250 VUs, 412 req/s", 12, "running, 250|VUs, 412|req/s")]
    [InlineData("  steady   [=====>----  44% ]", 20, "  steady|[=====>----  44% ]")]
    [InlineData("unbreakable", 4, "unbr|eaka|ble")]
    [InlineData("short", 80, "short")]
    public void Wrap_LongLine_BreaksAtBlanks(string line, int width, string parts) => Assert.Equal(parts.Split('|'), PlainText.Wrap(line, width));

    [Fact]
    public void Progress_Lines_ArePrinted()
    {
        var screen = new PlainScreen(output, time);
        screen.ShowProgress(["running (05.8s)"]);
        screen.WriteLine("[not markup]");
        Assert.Equal("running (05.8s)\n[not markup]\n", output.ToString());
    }
}
