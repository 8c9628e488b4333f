using UpCoach.LoadRunners.Reporting;
using UpCoach.LoadRunners.Reporting.Files;

namespace UpCoach.Reporting.Tests;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("upcoach-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Name_HostilePlanName_StaysOneFolder() =>
        Assert.Equal("20261124T111500Z-..-..-etc", RunDirectory.NameOf(new DateTimeOffset(2026, 11, 24, 11, 15, 0, TimeSpan.Zero), "../../etc"));

    [Fact]
    public void Write_SampleReport_LeavesOnlyWholeFiles()
    {
        var run = RunDirectory.Create(Path.Combine(_folder, "run"));
        run.Write(SampleReport.Create());
        Assert.Equal(ReportFormats.All.Select(format => format.FileName).Order(), Directory.GetFiles(run.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void MarkLatest_SecondRun_PointsAtTheNewest()
    {
        foreach (var name in new[] { "first", "second" })
        {
            RunDirectory.Create(Path.Combine(_folder, name)).MarkLatest();
        }

        Assert.Equal("second", new DirectoryInfo(Path.Combine(_folder, "latest")).LinkTarget);
    }

    [Fact]
    public void MarkLatest_RealFolderOfThatName_IsLeftAlone()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "latest"));
        RunDirectory.Create(Path.Combine(_folder, "run")).MarkLatest();
        Assert.Null(new DirectoryInfo(Path.Combine(_folder, "latest")).LinkTarget);
    }
}
