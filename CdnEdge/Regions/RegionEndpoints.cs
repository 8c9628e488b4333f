namespace UpCoach.CdnEdge.Regions;

/// <summary>Tells clients which node to use: <c>GET /cdn/regions</c> for all regions, <c>GET /cdn/regions/{client}</c> for one.</summary>
/// <remarks>What a resolver of names does for real clients. Any living node can be asked; a node that died is left out within about two seconds.</remarks>
internal static class RegionEndpoints
{
    public static void MapRegions(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<RegionOptions>();
        var table = app.Services.GetRequiredService<RegionTable>();
        var neighbours = app.Services.GetRequiredService<Neighbours>();
        app.MapGet("/cdn/regions", context => WriteAsync(context, [.. table.ClientRegions.Select(Of)]));
        app.MapGet("/cdn/regions/{client}", context
            => context.Response.WriteAsJsonAsync(Of((string)context.Request.RouteValues["client"]!), RegionJson.Default.NearestEdges, cancellationToken: context.RequestAborted));

        NearestEdges Of(string client) => new(
            client,
            options.Enabled,
            [.. table.Nearest(client, neighbours.Alive).Select(node => new NearestEdge(node.Key, node.Value.Region, node.Value.Url, table.RoundTrip(client, node.Value.Region)))]);
    }

    private static Task WriteAsync(HttpContext context, IReadOnlyList<NearestEdges> regions)
        => context.Response.WriteAsJsonAsync(regions, RegionJson.Default.IReadOnlyListNearestEdges, cancellationToken: context.RequestAborted);
}
