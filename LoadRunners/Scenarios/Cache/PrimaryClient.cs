using System.Net;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Redis;

namespace UpCoach.LoadRunners.Scenarios.Cache;

/// <summary>A client that writes to whatever server the sentinels call the primary, and asks them again when a write fails.</summary>
/// <param name="user">Who writes.</param>
/// <param name="sentinels">Whom it asks.</param>
/// <param name="credentials">A connection string of one of the servers: all have the same password.</param>
internal sealed class PrimaryClient(VirtualUser user, Sentinels sentinels, string credentials) : IAsyncDisposable
{
    private EndPoint? _server;
    private RedisTransport? _connection;

    /// <summary>Gets the session with the primary; null while there is none.</summary>
    public RedisSession? Session { get; private set; }

    /// <summary>Asks who is the primary and connects to it, if it is another one than before or the connection is lost.</summary>
    public async ValueTask FindAsync()
    {
        if (await sentinels.FindPrimaryAsync() is not { } server) return;
        if (server.Equals(_server) && _connection?.ConnectionOf(0).IsConnected == true) return;
        await CloseAsync();
        _server = server;
        _connection = await RedisDoor.TryOpenAsync(credentials, server);
        Session = _connection is null ? null : new RedisSession(user, _connection);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        Session = null;
        if (_connection is { } old) await old.DisposeAsync();
        _connection = null;
    }
}
