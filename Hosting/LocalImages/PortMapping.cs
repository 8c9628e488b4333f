namespace UpCoach.Hosting.LocalImages;

/// <summary>A port of a container and where it is reached.</summary>
/// <param name="TargetPort">The port that the program listens on inside the container.</param>
/// <param name="HostPort">The port of 127.0.0.1 that it listens on here instead.</param>
public sealed record PortMapping(int TargetPort, int HostPort);
