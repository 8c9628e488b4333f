using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using StackExchange.Redis;
using UpCoach.MockUpCoach.Analytics;
using UpCoach.MockUpCoach.Data.Caching;
using UpCoach.MockUpCoach.Realtime.Delivery;
using UpCoach.MockUpCoach.Realtime.Journal;
using UpCoach.MockUpCoach.Startup;

namespace UpCoach.MockUpCoach.Realtime.Streams;

/// <summary>Publishes the live figures at each full second: one replica of the API computes, all send.</summary>
/// <remarks>
/// The turn is taken anew each second and ends by itself, so a replica that dies costs one second at most: nobody has to notice its death first.
/// Between events a stream that is silent for long gets a comment.
/// </remarks>
internal sealed partial class AnalyticsTicker(
    ILiveFigures figures, MessageJournal journal, IConnectionMultiplexer redis, Connections connections, Readiness readiness, IConfiguration configuration,
    TimeProvider clock, ILogger<AnalyticsTicker> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    // Shorter than the interval by more than timers are late, longer than replicas' clocks are apart.
    private static readonly TimeSpan TurnLength = TimeSpan.FromMilliseconds(850);

    private readonly RedisValue me = configuration["OTEL_SERVICE_NAME"] ?? Environment.MachineName;
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(UntilNextSecond(), clock, stoppingToken);
            if (!readiness.CanServe)
                continue;
            BreakSilence();
            try
            {
                if (await redis.GetDatabase().StringSetAsync("realtime:analytics:turn", me, TurnLength, When.NotExists))
                    await PublishAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception e) when (RedisStore.IsAway(e) || e is NpgsqlException || (e is OperationCanceledException && !stoppingToken.IsCancellationRequested))
            {
                if (!isFailing)
                    NoFigures(log, e.GetType().Name);
                isFailing = true;
            }
        }
    }

    private async Task PublishAsync(CancellationToken stop)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(Interval);
        var json = JsonSerializer.SerializeToUtf8Bytes(await figures.ReadAsync(timeout.Token), RealtimeJson.Default.LiveFigures);
        var rest = new ArrayBufferWriter<byte>(json.Length + 96);
        rest.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $",\"sentAt\":{Stamp.Milliseconds(clock):F3},\"checksum\":\"{Checksum.Of(json):x16}\",\"figures\":")));
        rest.Write(json);
        rest.Write("}"u8);
        await journal.PublishAsync(AnalyticsStream.Topic, "{\"seq\":"u8.ToArray(), rest.WrittenMemory);
    }

    private void BreakSilence()
    {
        foreach (var stream in connections.Open.OfType<EventStream>())
        {
            if (clock.GetElapsedTime(stream.LastOffer) > Silence)
                stream.Offer(EventStream.Comment);
        }
    }

    private TimeSpan UntilNextSecond()
    {
        var intoSecond = clock.GetUtcNow().Ticks % TimeSpan.TicksPerSecond;
        return TimeSpan.FromTicks(TimeSpan.TicksPerSecond - intoSecond + TimeSpan.TicksPerMillisecond);
    }

    [LoggerMessage(LogLevel.Warning, "The live figures can't be published: {Kind}. Trying each second.")]
    private static partial void NoFigures(ILogger log, string kind);
}
