using Microsoft.AspNetCore.Http.HttpResults;

namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Many requests in one, for an app that wakes up on a slow network.</summary>
internal static class BatchEndpoints
{
    public static void MapBatch(this IEndpointRouteBuilder api) => api.MapPost("/batch", RunAsync);

    private static async Task<Ok<BatchAnswer>> RunAsync(BatchRequest batch, HttpContext context, BatchPipeline pipeline)
    {
        var parts = batch.Requests!;
        var answers = new BatchPartAnswer[parts.Count];
        for (var from = 0; from < parts.Count;)
        {
            // Reads that stand together have no order among themselves; a write waits for all before it, and all after it see it.
            var to = from + 1;
            while (IsRead(parts[from]) && to < parts.Count && IsRead(parts[to]))
                to++;
            await Task.WhenAll(Enumerable.Range(from, to - from).Select(async n => answers[n] = await BatchRunner.RunAsync(pipeline.Entry, context, parts[n])));
            from = to;
        }

        return TypedResults.Ok(new BatchAnswer(answers));
    }

    private static bool IsRead(BatchPart part) => part.Method == HttpMethods.Get;
}
