using System.Net;

namespace UpCoach.LoadRunners.Protocols.NetworkConditions;

/// <summary>What a shaping proxy stands in front of.</summary>
public sealed record ShapingProxyOptions
{
    /// <summary>Gets where connections go.</summary>
    public required EndPoint Target { get; init; }

    /// <summary>Gets where the proxy listens.</summary>
    /// <value>A free port of 127.0.0.1 by default.</value>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Gets the seed of all that is drawn: the same for the same connection number and direction.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Gets what is wrong with the direction from client to server at first.</summary>
    public IReadOnlyList<Toxic> Upstream { get; init; } = [];

    /// <summary>Gets what is wrong with the direction from server to client at first.</summary>
    public IReadOnlyList<Toxic> Downstream { get; init; } = [];

    /// <summary>Gets how many bytes of a direction of a connection may be under way; more wait with the sender, as in TCP.</summary>
    /// <value>1 MiB by default.</value>
    public int WindowBytes { get; init; } = 1024 * 1024;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
