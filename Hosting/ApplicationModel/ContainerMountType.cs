namespace UpCoach.Hosting.ApplicationModel;

/// <summary>What is mounted.</summary>
public enum ContainerMountType
{
    /// <summary>A folder or file of this machine.</summary>
    BindMount,

    /// <summary>A volume that the host keeps.</summary>
    Volume,
}
