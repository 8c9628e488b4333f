using System.Net;

namespace UpCoach.LoadRunners.Engine.Plans;

/// <summary>Reads the plan's keys about HTTP.</summary>
internal static class HttpPlanReader
{
    private const int MostRedirects = 100;

    private static readonly string[] s_versions = ["1.1", "2"];

    public static HttpPlanOptions Read(JsonObjectReader json)
    {
        // k6 throws on a failed request where this is true. Ours never throw: a failure is a sample like any other.
        if (json.Flag("throw", otherwise: false)) json.Error("throw", "only false is allowed: a failed request is recorded, not thrown");
        var defaults = HttpPlanOptions.Default;
        return new HttpPlanOptions
        {
            InsecureSkipTlsVerify = json.Flag("insecureSkipTLSVerify", defaults.InsecureSkipTlsVerify),
            NoConnectionReuse = json.Flag("noConnectionReuse", defaults.NoConnectionReuse),
            NoVuConnectionReuse = json.Flag("noVUConnectionReuse", defaults.NoVuConnectionReuse),
            MaxRedirects = (int)json.Whole("maxRedirects", defaults.MaxRedirects, 0, MostRedirects),
            UserAgent = UserAgentOf(json),
            DiscardResponseBodies = json.Flag("discardResponseBodies", defaults.DiscardResponseBodies),
            NoCookiesReset = json.Flag("noCookiesReset", defaults.NoCookiesReset),
            HttpVersion = json.Choice("httpVersion", s_versions) == "2" ? HttpVersion.Version20 : HttpVersion.Version11,
        };
    }

    private static string? UserAgentOf(JsonObjectReader json)
    {
        if (!json.TryGet("userAgent", out _)) return null;
        var agent = json.Text("userAgent", "");
        if (agent.Any(char.IsControl)) json.Error("userAgent", "expected a line of text, found a control character");
        return agent;
    }
}
