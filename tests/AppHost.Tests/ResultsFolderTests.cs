using UpCoach.AppHost.Resources;

namespace UpCoach.AppHost.Tests;

public sealed class ResultsFolderTests
{
    [Fact]
    public void SameSecond_SecondRun_GetsANumber()
    {
        var root = Directory.CreateTempSubdirectory();
        try
        {
            var host = root.CreateSubdirectory("AppHost").FullName;
            var clock = new FixedClock(new DateTimeOffset(2026, 11, 24, 8, 0, 5, TimeSpan.Zero));
            var first = ResultsFolder.Next(host, "smoke", clock);
            first.Create();
            Assert.Equal(Path.Combine(root.FullName, "results", "20261124T080005Z-smoke"), first.Path);
            Assert.Equal(first.Path + "-2", ResultsFolder.Next(host, "smoke", clock).Path);
            Assert.True(Directory.Exists(first.Logs));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
