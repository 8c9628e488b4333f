using System.Net.Http.Headers;

namespace UpCoach.MockUpCoach.Realtime;

/// <summary>
/// Lets browsers sign in: neither WebSocket nor EventSource can set a header there, so for realtime addresses the token may also come as <c>access_token</c> in the query, or
/// as the WebSocket subprotocol <c>bearer.TOKEN</c>.
/// </summary>
internal static class HandshakeToken
{
    private const string ProtocolPrefix = "bearer.";

    public static void UseHandshakeToken(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.Headers.Authorization.Count == 0 && request.Path.StartsWithSegments(RealtimeRegistration.Root, StringComparison.Ordinal) && Find(context) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token).ToString();
        return next(context);
    });

    private static string? Find(HttpContext context)
    {
        if (context.Request.Query["access_token"].ToString() is { Length: > 0 } inQuery)
            return inQuery;
        return context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(protocol => protocol.StartsWith(ProtocolPrefix, StringComparison.Ordinal))?[ProtocolPrefix.Length..];
    }
}
