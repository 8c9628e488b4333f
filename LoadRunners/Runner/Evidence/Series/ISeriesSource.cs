namespace UpCoach.LoadRunners.Runner.Evidence.Series;

/// <summary>Something that can be looked at each second. Called by one thread, which waits for it: what takes long must give up by itself.</summary>
internal interface ISeriesSource : IDisposable
{
    /// <summary>Gets its name for notes.</summary>
    string Name { get; }

    /// <summary>Looks once.</summary>
    /// <exception cref="Exception">It can't be seen now; any exception is a note in the report, and no more.</exception>
    void Sample(SecondReading reading);
}
