using System.Text.Json;
using UpCoach.Testing;

namespace UpCoach.Realtime.Tests;

/// <summary>A browser's own EventSource, which comes back by itself.</summary>
internal sealed class BrowserFollower : Follower
{
    private readonly string? program = Chromium.Find();
    private Chromium? browser;

    /// <summary>Says whether this machine has no browser: nothing is followed then.</summary>
    public bool IsAbsent => program is null;

    /// <summary>Numbers of the events, as they came.</summary>
    public IReadOnlyList<long> Ids { get; private set; } = [];

    /// <summary>How often the browser has opened the stream.</summary>
    public int Opens { get; private set; }

    public override ValueTask DisposeAsync() => browser?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task ConnectAsync(Uri edge, CancellationToken stop)
    {
        if (IsAbsent)
            return;
        var person = await Person.SignInAsync(edge, stop);
        browser = await Chromium.StartAsync(program!, stop);
        await browser.GoAsync(new Uri(edge, "/alive"), stop);
        await browser.EvaluateAsync($$"""
            window.ids = []; window.opens = 0;
            window.source = new EventSource('{{StreamFollower.Path}}?access_token={{person.Token}}');
            source.onopen = () => opens++;
            source.onmessage = e => ids.push(Number(e.lastEventId));
            """, stop);
        await SeenAsync(2, stop);
    }

    protected override async Task ReceiveAsync(int round, CancellationToken stop)
    {
        if (IsAbsent)
            return;
        await SeenAsync(await CountAsync(stop) + 4, stop);
        Ids = JsonSerializer.Deserialize<long[]>((await browser!.EvaluateAsync("JSON.stringify(ids)", stop))!.GetValue<string>()!)!;
        Opens = (await browser.EvaluateAsync("opens", stop))!.GetValue<int>();
    }

    private async Task<int> CountAsync(CancellationToken stop) => (await browser!.EvaluateAsync("ids.length", stop))!.GetValue<int>();

    private Task SeenAsync(int count, CancellationToken stop) => Eventually.TrueAsync(async () => await CountAsync(stop) >= count, "the browser sees events", stop);
}
