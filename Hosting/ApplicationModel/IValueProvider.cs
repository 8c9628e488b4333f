namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A value's reading at run time.</summary>
public interface IValueProvider
{
    /// <summary>Resolves the value for this run; null means that there is none.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
