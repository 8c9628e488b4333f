namespace UpCoach.Hosting.ApplicationModel;

/// <summary>A value that is made of others.</summary>
public interface IValueWithReferences
{
    /// <summary>Gets what the value is made of: resources, endpoints, expressions.</summary>
    IEnumerable<object> References { get; }
}
