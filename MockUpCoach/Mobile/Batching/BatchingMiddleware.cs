namespace UpCoach.MockUpCoach.Mobile.Batching;

/// <summary>Marks where the parts of a batch enter the pipeline.</summary>
internal static class BatchingMiddleware
{
    public static void UseBatching(this WebApplication app)
    {
        var pipeline = app.Services.GetRequiredService<BatchPipeline>();
        app.Use(next => pipeline.Entry = next);
    }
}
