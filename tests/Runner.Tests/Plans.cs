namespace UpCoach.Runner.Tests;

/// <summary>Plans on the built-in http scenario.</summary>
internal static class Plans
{
    /// <summary>A fixed number of iterations, one request each. Users think a little, so that the generator has CPU to spare and certifies itself.</summary>
    public static string Iterations(int iterations, string thresholds = "{}", string path = "/load", int vus = 6) =>
        $$$$"""{"scenarios": {"fixed": {"executor": "shared-iterations", "exec": "http_get", "vus": {{{{vus}}}}, "iterations": {{{{iterations}}}}, "maxDuration": "60s", "env": {"PATH": "{{{{path}}}}", "THINK_MS": "10"}}}, "thresholds": {{{{thresholds}}}}}""";

    /// <summary>Users that loop for a while, thinking between requests.</summary>
    public static string Looping(string duration, int vus = 6) =>
        $$$$"""{"scenarios": {"looping": {"executor": "constant-vus", "exec": "http_get", "vus": {{{{vus}}}}, "duration": "{{{{duration}}}}", "gracefulStop": "1s", "env": {"PATH": "/load", "THINK_MS": "20"}}}, "thresholds": {"http_req_failed": ["rate<0.5"]}}""";
}
