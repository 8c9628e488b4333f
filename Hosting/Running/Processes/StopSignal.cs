namespace UpCoach.Hosting.Running.Processes;

/// <summary>The signal that asks a process to end in its own good order.</summary>
public enum StopSignal
{
    /// <summary>SIGINT: the fast stop of Postgres, which ends its sessions instead of waiting for them.</summary>
    Interrupt = 2,

    /// <summary>SIGTERM: the ordinary request to end.</summary>
    Terminate = 15,
}
