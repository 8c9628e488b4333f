using System.Net;
using System.Text;
using System.Text.Json;
using UpCoach.LoadRunners.Engine.Metrics;
using UpCoach.LoadRunners.Engine.Running;
using UpCoach.LoadRunners.Engine.Segments;
using UpCoach.LoadRunners.Runner.Plans;
using UpCoach.LoadRunners.Runner.Runs;

namespace UpCoach.LoadRunners.Runner.Agents;

/// <summary>An agent as seen by its coordinator.</summary>
internal sealed class AgentMember : IRunMember
{
    private static readonly TimeSpan PrepareTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly LoadedPlan _plan;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly TimeSpan _wakeUp;

    public AgentMember(string name, Uri address, AgentToken token, LoadedPlan plan, ExecutionSegment segment, Uri target, TimeSpan wakeUp, TimeProvider clock)
    {
        (Name, Segment, Target, _plan, _wakeUp, _clock) = (name, segment, target, plan, wakeUp, clock);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = wakeUp }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Add("Authorization", token.ToHeader());
    }

    public string Name { get; }

    public ExecutionSegment Segment { get; }

    public Uri Target { get; }

    public bool IsElsewhere => !_client.BaseAddress!.IsLoopback;

    public int Cores { get; private set; }

    public ClockReading? Clock { get; private set; }

    public async Task PrepareAsync(CancellationToken stop)
    {
        await WaitUntilAwakeAsync(stop);
        (Clock, Cores) = await ClockOffset.EstimateAsync(AskClockAsync, _clock, stop);
        using var limit = Limit(PrepareTime, stop);
        var request = new PrepareRequest(_plan.Text, _plan.Overrides.ScaleTime, _plan.Overrides.ScaleRate, Segment.ToString(), Segment.SequenceText, Target)
        {
            Only = _plan.Overrides.Only,
            Without = _plan.Overrides.Without,
        };
        try
        {
            using var response = await _client.PostAsJsonAsync(AgentRoutes.Prepare, request, AgentJson.Default.PrepareRequest, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new CommandException($"agent {Name} can't take part: {await ReasonAsync(response, limit.Token)}");
            }
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new CommandException($"agent {Name} at {_client.BaseAddress} could not be prepared: {problem.Message}", problem);
        }
    }

    public async Task<MemberResult> RunAsync(DateTimeOffset startAt, IMemberSink sink, CancellationToken stop, CancellationToken giveUp)
    {
        await using var stopping = stop.Register(() => _ = StopAsync(giveUp));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, AgentRoutes.Start)
            {
                Content = JsonContent.Create(new StartRequest((startAt + Clock!.Offset).UtcTicks), AgentJson.Default.StartRequest),
            };
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, giveUp);
            if (!response.IsSuccessStatusCode)
            {
                throw new MemberLostException($"it refused to start: {await ReasonAsync(response, giveUp)}");
            }

            await using var stream = await response.Content.ReadAsStreamAsync(giveUp);
            return await ListenAsync(stream, sink, giveUp);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException or JsonException)
        {
            throw new MemberLostException($"the connection to {_client.BaseAddress} broke ({problem.Message})", problem);
        }
        catch (OperationCanceledException problem)
        {
            throw new MemberLostException(giveUp.IsCancellationRequested ? "it did not stop in time" : $"it was silent for {Silence.TotalSeconds:0} s", problem);
        }
    }

    public async Task SteerAsync(LoadControlState state, CancellationToken stop)
    {
        try
        {
            using var response = await _client.PostAsJsonAsync(AgentRoutes.Steer, state, AgentJson.Default.LoadControlState, stop);
        }
        catch (HttpRequestException)
        {
            // It is gone: whoever listens to its stream sees that.
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<MemberResult> ListenAsync(Stream stream, IMemberSink sink, CancellationToken giveUp)
    {
        while (true)
        {
            using var limit = Limit(Silence, giveUp);
            var (kind, payload) = await FrameStream.ReadAsync(stream, limit.Token);
            switch (kind)
            {
                case FrameKind.Interval:
                    sink.Interval(this, IntervalSnapshotReader.Read(payload));
                    break;
                case FrameKind.Progress:
                    sink.Progress(this, JsonSerializer.Deserialize(payload, AgentJson.Default.LoadProgress)!);
                    break;
                case FrameKind.Result:
                    return JsonSerializer.Deserialize(payload, AgentJson.Default.MemberResult)!;
                case FrameKind.Problem:
                    throw new MemberLostException($"it failed: {Encoding.UTF8.GetString(payload)}");
                default:
                    throw new InvalidDataException($"unknown frame {(byte)kind}");
            }
        }
    }

    private async Task StopAsync(CancellationToken giveUp)
    {
        try
        {
            using var response = await _client.PostAsync(AgentRoutes.Stop, null, giveUp);
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // It is gone, or has ended: whoever listens to its stream sees that.
        }
    }

    private async Task WaitUntilAwakeAsync(CancellationToken stop)
    {
        // Whoever listens may take its time: its machine may be busy. Nobody listening is what the wake-up time bounds.
        using var limit = Limit(_wakeUp + Silence, stop);
        var began = _clock.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100), _clock);
        while (true)
        {
            try
            {
                await AskClockAsync(limit.Token);
                return;
            }
            catch (HttpRequestException problem) when (problem.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new CommandException($"agent {Name} at {_client.BaseAddress} refused the token: {AgentToken.Variable} differs between coordinator and agent", problem);
            }
            catch (HttpRequestException) when (_clock.GetElapsedTime(began) < _wakeUp)
            {
                await tick.WaitForNextTickAsync(stop);
            }
            catch (Exception problem) when (problem is HttpRequestException || !stop.IsCancellationRequested)
            {
                throw new CommandException($"agent {Name} at {_client.BaseAddress} did not answer within {_wakeUp.TotalSeconds:0} s; start it there with 'Runner agent', or correct the address", problem);
            }
        }
    }

    private async Task<ClockReply> AskClockAsync(CancellationToken stop) =>
        await _client.GetFromJsonAsync(AgentRoutes.Clock, AgentJson.Default.ClockReply, stop) ?? throw new JsonException("no clock");

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            var reply = await response.Content.ReadFromJsonAsync(AgentJson.Default.ProblemReply, stop);
            return string.Join("; ", reply?.Messages ?? []);
        }
        catch (JsonException)
        {
            return $"status {(int)response.StatusCode}";
        }
    }

    private static CancellationTokenSource Limit(TimeSpan time, CancellationToken stop)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(time);
        return limit;
    }
}
