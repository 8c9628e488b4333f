using UpCoach.LoadRunners.Reporting.Model;

namespace UpCoach.LoadRunners.Reporting;

/// <summary>Turns a report into one file's text: a pure function, the same report gives the same bytes.</summary>
public interface IReportWriter
{
    /// <summary>Name of the file inside the run's folder.</summary>
    string FileName { get; }

    /// <summary>Renders the report.</summary>
    string Write(RunReport report);
}
