using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace UpCoach.Scenarios.Tests.Running;

/// <summary>
/// A server on a real Kestrel that gives the shortest right answers, and a wrong one where a test asks for it. It proves that checks fail;
/// that they pass is proved on the reference API.
/// </summary>
internal sealed class ScriptedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _checkIns = new();
    private readonly ConcurrentDictionary<long, string> _articles = new();
    private int _tokens;
    private int _signIns;
    private int _created;
    private int _updates; // of all articles: versions grow, by one or more
    private (string Route, string Pattern, string Replacement, int? Status) _fault = ("", "", "", null);

    private ScriptedApi(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Gets how many sign-ins there were.</summary>
    public int SignIns => _signIns;

    /// <summary>Gets or sets how long tokens live.</summary>
    public int ExpiresInSeconds { get; set; } = 900;

    /// <summary>Gets or sets how many of the next bearer requests are answered with 401.</summary>
    public int Unauthorized { get; set; }

    /// <summary>Gets or sets how long each answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Gets or sets whether the beginning of a late answer comes in time.</summary>
    public bool BeginsInTime { get; set; }

    /// <summary>Gets or sets a last change of an answer: it is given the request, on whose response it may set fields, the route and the body.</summary>
    public Func<HttpContext, string, string, string>? Rewrite { get; set; }

    public static async Task<ScriptedApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new ScriptedApi(app);
        app.Run(api.AnswerAsync);
        await app.StartAsync();
        return api;
    }

    /// <summary>Changes an answer: replaces a pattern in the body (or the Location), or the status.</summary>
    public ScriptedApi Break(string route, string pattern = "", string replacement = "", int? status = null)
    {
        _fault = (route, pattern, replacement, status);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var sent = await reader.ReadToEndAsync();
        var path = context.Request.Path.Value!.TrimEnd('/');
        var route = $"{context.Request.Method} {Regex.Replace(path, "[0-9]+", "#").Replace("google", "#").Replace("apple", "#").Replace("facebook", "#")}";
        if (path.StartsWith("/api", StringComparison.Ordinal) && Unauthorized > 0)
        {
            Unauthorized--;
            context.Response.StatusCode = 401;
            return;
        }

        var (status, body) = Answer(context, route, path, sent);
        if (route == _fault.Route)
        {
            status = _fault.Status ?? status;
            if (_fault.Pattern.Length > 0)
            {
                body = Regex.Replace(body, _fault.Pattern, _fault.Replacement);
                context.Response.Headers.Location = Regex.Replace(context.Response.Headers.Location.ToString(), _fault.Pattern, _fault.Replacement);
            }
        }

        context.Response.StatusCode = status;
        body = Rewrite?.Invoke(context, route, body) ?? body;
        if (BeginsInTime) await context.Response.StartAsync();
        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, TimeProvider.System);
        await context.Response.WriteAsync(body);
    }

    private (int Status, string Body) Answer(HttpContext context, string route, string path, string sent)
    {
        var id = long.Parse(Regex.Match(path, "[0-9]+(?=/|$)", RegexOptions.RightToLeft).Value is { Length: > 0 } number ? number : "0", CultureInfo.InvariantCulture);
        switch (route)
        {
            case "GET /oauth/#/authorize":
                Interlocked.Increment(ref _signIns);
                var who = $"{context.Request.Query["login_hint"]}|{path.Split('/')[2]}";
                context.Response.Headers.Location = $"upcoach://callback?code={Convert.ToHexString(Encoding.UTF8.GetBytes(who))}&state={context.Request.Query["state"]}&iss=here";
                return (302, "");
            case "POST /oauth/token":
                var code = Regex.Match(sent, "code=([0-9A-F]+)").Groups[1].Value is { Length: > 0 } fresh ? fresh : Regex.Match(sent, "refresh_token=([0-9A-F]+)").Groups[1].Value;
                return (200, $$"""{"access_token":"a.{{code}}.c","token_type":"Bearer","expires_in":{{ExpiresInSeconds}},"refresh_token":"{{code}}-{{Interlocked.Increment(ref _tokens)}}","scope":"openid"}""");
            case "GET /api/v#/me":
                var person = Encoding.UTF8.GetString(Convert.FromHexString(context.Request.Headers.Authorization.ToString().Split('.')[1])).Split('|');
                return (200, $$"""{"id":1,"email":"{{person[0]}}","displayName":"A","realm":"{{person[1]}}","timeZone":"UTC","createdAt":"2026-01-01T00:00:00Z"}""");
            case "GET /api/v#/feed":
                return (200, """{"items":[{"id":2,"kind":"tip","title":"t","summary":"s"},{"id":1,"kind":"tip","title":"t","summary":"s"}],"nextCursor":null}""");
            case "GET /api/v#/sessions/today":
                return (200, """{"date":"2026-11-24","sessions":[{"id":1,"coach":"c","startsAt":"2026-11-24T09:00:00+01:00","durationMinutes":30,"topic":"t"}]}""");
            case "GET /api/v#/goals":
                return (200, """{"items":[{"id":1,"title":"t","progress":0.5,"targetDate":"2027-01-01"}]}""");
            case "GET /api/v#/habits":
                return (200, """{"items":[{"id":1,"name":"n","cadence":"daily","streak":3}]}""");
            case "POST /api/v#/habits/#/check-ins":
                var date = Regex.Match(sent, "[0-9]{4}-[0-9]{2}-[0-9]{2}").Value;
                _checkIns[date] = $$"""{"id":{{date.Replace("-", "")}},"habitId":1,"date":"{{date}}","note":"n","recordedAt":"2026-11-24T09:00:00Z"}""";
                return (201, _checkIns[date]);
            case "GET /api/v#/habits/#/check-ins":
                return (200, $$"""{"items":[{{string.Join(',', _checkIns.Values)}}]}""");
            case "GET /api/v#/notifications":
                return (200, """{"items":[{"id":1,"kind":"reminder","text":"t","read":false,"createdAt":"2026-11-24T09:00:00Z"}],"nextCursor":null}""");
            case "GET /api/v#/sync":
                return (200, context.Request.Query["since"] == "1" ? """{"changes":[],"next":"1","more":false}""" : """{"changes":[{"entity":"habit","id":1,"op":"update","at":"2026-11-24T09:00:00Z"}],"next":"1","more":false}""");
            default:
                return ContentAnswer(context, route, id, sent);
        }
    }

    private (int Status, string Body) ContentAnswer(HttpContext context, string route, long id, string sent)
    {
        const string Summary = """{"id":ID,"title":"Morning walk","summary":"s","tags":["sleep","focus"],"version":1,"updatedAt":"2026-11-24T09:00:00Z"}""";
        switch (route)
        {
            case "GET /api/v#/content":
                return (200, $$"""{"items":[{{Summary.Replace("ID", "2")}},{{Summary.Replace("ID", "1")}}],"next":null}""");
            case "GET /api/v#/content/search":
                return (200, """{"items":[{"id":1,"title":"t","snippet":"s","rank":0.9},{"id":2,"title":"t","snippet":"s","rank":0.5}]}""");
            case "GET /api/v#/content/tags":
                return (200, """{"items":[{"tag":"sleep","count":9},{"tag":"focus","count":5}]}""");
            case "GET /api/v#/content/#/versions":
                return (200, """{"items":[{"version":2,"title":"t","updatedAt":"2026-11-24T09:00:00Z","authorId":1},{"version":1,"title":"t","updatedAt":"2026-11-24T09:00:00Z","authorId":1}]}""");
            case "POST /api/v#/content":
                id = 1_000_000 + Interlocked.Increment(ref _created);
                context.Response.Headers.Location = $"/api/v1/content/{id}";
                return (201, _articles[id] = Article(id, version: 1, sent));
            case "PUT /api/v#/content/#":
                return (200, _articles[id] = Article(id, version: 1 + Interlocked.Increment(ref _updates), sent));
            case "GET /api/v#/content/#":
                context.Response.Headers.ETag = "\"1\"";
                return (200, _articles.GetOrAdd(id, key => Article(key, version: 1, """{"title":"Morning walk","body":"One. Two.","tags":["sleep"]}""")));
            default:
                return (404, "");
        }
    }

    private static string Article(long id, int version, string draft) => $$"""{"id":{{id}},"version":{{version}},"authorId":1,"updatedAt":"2026-11-24T09:00:00Z",{{draft.TrimStart('{')}}""";
}
