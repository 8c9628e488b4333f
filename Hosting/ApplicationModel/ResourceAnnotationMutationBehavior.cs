namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What happens to an earlier annotation of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>The earlier ones stay.</summary>
    Append,

    /// <summary>The earlier ones of the same type go.</summary>
    Replace,
}
