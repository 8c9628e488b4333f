using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using UpCoach.CdnEdge.Answers;
using UpCoach.CdnEdge.Caching.Storage;

namespace UpCoach.CdnEdge.Purging;

/// <summary>Lets whoever publishes forget answers before their time: <c>POST /cdn/purge</c>.</summary>
/// <remarks>A node without a token (<c>Cdn:PurgeToken</c>) has no such endpoint: an open one would let anybody send the whole load to the origins.</remarks>
internal static class PurgeEndpoint
{
    public const string Path = "/cdn/purge";
    private const string Scheme = "Bearer ";
    private const long MostBodyBytes = 16 << 10;

    public static void MapPurge(this WebApplication app)
    {
        if (app.Configuration["Cdn:PurgeToken"] is not { Length: > 0 } token) return;
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var store = app.Services.GetRequiredService<ResponseStore>();
        app.MapPost(Path, context => PurgeAsync(context, store, expected)).WithMetadata(new SizeLimit());
    }

    private static async Task PurgeAsync(HttpContext context, ResponseStore store, byte[] expected)
    {
        if (!IsAuthorized(context.Request.Headers.Authorization, expected))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, "The token is missing or wrong.");
            return;
        }

        if (await ReadAsync(context) is not { } purge || !IsOneThing(purge))
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "A purge names one of path, tag or everything.");
            return;
        }

        var result = new PurgeResult(store.RemoveWhere(stored => IsMeant(stored, purge)));
        await context.Response.WriteAsJsonAsync(result, PurgeJson.Default.PurgeResult, cancellationToken: context.RequestAborted);
    }

    // Hashes of equal length, compared in constant time: how long it takes says nothing about the token.
    private static bool IsAuthorized(StringValues authorization, byte[] expected)
        => authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(value[Scheme.Length..])), expected);

    private static async ValueTask<PurgeRequest?> ReadAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFromJsonAsync(PurgeJson.Default.PurgeRequest, context.RequestAborted);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOneThing(PurgeRequest purge)
        => (purge.Path is { Length: > 0 } ? 1 : 0) + (purge.Tag is { Length: > 0 } ? 1 : 0) + (purge.Everything ? 1 : 0) == 1;

    private static bool IsMeant(StoredResponse stored, PurgeRequest purge)
        => purge.Everything
            || (purge.Tag is { } tag && stored.Tags.Contains(tag))
            || (purge.Path is { } path && path == stored.Key.Path + stored.Key.Query);

    private sealed class SizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBodyBytes;
    }
}
