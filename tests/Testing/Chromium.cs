using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace UpCoach.Testing;

/// <summary>A real browser with one tab, spoken to by the DevTools protocol. It ends with <see cref="DisposeAsync"/>.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>What to do where <see cref="Find"/> finds none.</summary>
    public const string Remedy = "There is no Chromium on this machine. Install it with: apt-get install -y --no-install-recommends chromium";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // Debian puts the smaller of its two programs beside the other, not on PATH.
    private const string HeadlessShell = "/usr/lib/chromium/chromium-headless-shell";

    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private string session = "";
    private int last;

    private Chromium(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    /// <summary>Finds the program on PATH or where Debian puts it, or null.</summary>
    public static string? Find() => (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        from name in Names
        let path = Path.Combine(folder, name)
        where File.Exists(path)
        select path).FirstOrDefault() ?? (File.Exists(HeadlessShell) ? HeadlessShell : null);

    public static async Task<Chromium> StartAsync(string program, CancellationToken stop)
    {
        var profile = Directory.CreateTempSubdirectory("upcoach-chromium-");
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
                "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "--window-size=390,844", "about:blank",
            },
        };
        var browser = new Chromium(Process.Start(start)!, profile);
        try
        {
            await browser.ConnectAsync(stop);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async Task GoAsync(Uri address, CancellationToken stop)
    {
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() }, stop);
        await UntilAsync("document.readyState === 'complete'", stop);
    }

    /// <summary>Loads the page anew and waits until it is there: what is true of the old document says nothing of the new one.</summary>
    public async Task ReloadAsync(CancellationToken stop)
    {
        await EvaluateAsync("window.isOld = true", stop);
        await SendAsync("Page.reload", [], stop);
        await UntilAsync("!window.isOld && document.readyState === 'complete'", stop);
    }

    /// <summary>Evaluates an expression, waits for its promise, and gives its value as JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken stop)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }, stop);
        if (answer["exceptionDetails"] is { } details)
            throw new InvalidOperationException($"{expression}: {details.ToJsonString()}");
        return answer["result"]?["value"];
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    /// <exception cref="TimeoutException">It was not within a minute; the message has what the page showed then.</exception>
    public async Task UntilAsync(string expression, CancellationToken stop)
    {
        try
        {
            await Eventually.TrueAsync(() => IsTrueAsync(expression, stop), expression, stop);
        }
        catch (TimeoutException late)
        {
            var shown = await EvaluateAsync("`${location.href}, online: ${navigator.onLine}: ${document.body.innerText.slice(0, 1000)}`", stop);
            throw new TimeoutException($"{late.Message} The page at that time: {shown}", late);
        }
    }

    /// <summary>Takes the page's network away or gives it back, and waits until its requests feel it: the browser answers the command before they do.</summary>
    public async Task OfflineAsync(bool offline, CancellationToken stop)
    {
        await SendAsync(
            "Network.emulateNetworkConditions", new JsonObject { ["offline"] = offline, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 }, stop);
        const string Answers = "fetch(location.origin, { method: 'HEAD', cache: 'no-store' }).then(() => true, () => false)"; // HEAD: no service worker answers it
        await UntilAsync(offline ? $"!navigator.onLine && {Answers}.then(answers => !answers)" : $"navigator.onLine && {Answers}", stop);
    }

    private async Task<bool> IsTrueAsync(string expression, CancellationToken stop)
    {
        try
        {
            return (await EvaluateAsync(expression, stop))?.GetValueKind() == JsonValueKind.True;
        }
        catch (InvalidOperationException)
        {
            return false; // The page is between two documents, or the element is not there yet.
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        try
        {
            profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child that is just ending still writes; the folder is a temporary one.
        }
    }

    private async Task ConnectAsync(CancellationToken stop)
    {
        const string Marker = "DevTools listening on ";
        string? line;
        do
            line = await process.StandardError.ReadLineAsync(stop) ?? throw new InvalidOperationException("The browser ended at once.");
        while (!line.StartsWith(Marker, StringComparison.Ordinal));
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None); // A full pipe would hold it up.
        await socket.ConnectAsync(new Uri(line[Marker.Length..]), stop);
        var target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, stop);
        var attached = await SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }, stop);
        session = attached["sessionId"]!.GetValue<string>();
        await SendAsync("Page.enable", [], stop);
        await SendAsync("Network.enable", [], stop);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters, CancellationToken stop)
    {
        var id = ++last;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session.Length > 0)
            call["sessionId"] = session;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, stop);
        while (true)
        {
            var message = await ReceiveAsync(stop);
            if (message["id"]?.GetValue<int>() != id)
                continue; // An event.
            if (message["error"] is { } error)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{method}: {error.ToJsonString()}"));
            return message["result"]!;
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken stop)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
