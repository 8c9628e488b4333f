namespace UpCoach.Scenarios.Tests.Running;

/// <summary>A check that can't fail checks nothing: each fault makes exactly the checks fail that are about it.</summary>
[Trait("kind", "server")]
public sealed class WrongAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("oauth_authentication")]
    [InlineData("mobile_api_endpoints")]
    [InlineData("content_management")]
    public async Task RightAnswers_EveryScenario_FailNoCheck(string scenario)
    {
        await using var api = await ScriptedApi.StartAsync();

        var trial = await RunAsync(api, scenario);

        Assert.Empty(trial.FailedChecks);
        Assert.Equal(0, trial.FailedRequests);
        Assert.All(trial.Operations, operation => Assert.Contains(trial.Checks, check => check.StartsWith(operation + ": status", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GET /oauth/#/authorize", "state=", "state=x", "authorize: the state is the one sent")]
    [InlineData("GET /oauth/#/authorize", "iss=here", "", "authorize: the issuer is named")]
    [InlineData("GET /oauth/#/authorize", "code=", "nocode=", "authorize: there is a code")]
    [InlineData("GET /oauth/#/authorize", "upcoach:", "https:", "authorize: the redirect goes back to the app")]
    [InlineData("POST /oauth/token", "Bearer", "Mac", "token: a bearer token that lives")]
    [InlineData("POST /oauth/token", "\"expires_in\":[0-9]+", "\"expires_in\":0", "token: a bearer token that lives")]
    [InlineData("POST /oauth/token", "-[0-9]+\"", "\"", "refresh: the refresh token is a new one")]
    [InlineData("GET /api/v#/me", "user[0-9]+", "user0", "me: the e-mail address is that of who signed in")]
    [InlineData("GET /api/v#/me", "google|apple|facebook", "myspace", "me: the realm is the one signed in with")]
    [InlineData("GET /api/v#/me", "\"email\":\"[^\"]*\",", "", "GET /api/v1/me: body has the promised shape")]
    public Task WrongSignIn_Fault_FailsItsCheckOnly(string route, string pattern, string replacement, string check)
        => AssertFailsOnlyAsync("oauth_authentication", route, pattern, replacement, check);

    [Theory]
    [InlineData("GET /api/v#/feed", "\"id\":2", "\"id\":1", "feed: at most a page, each entry once")]
    [InlineData("GET /api/v#/feed", "null", "\"1\"", "feed: a page that has a next one is full")]
    [InlineData("GET /api/v#/feed", "items", "things", "GET /api/v1/feed: body has the promised shape")]
    [InlineData("GET /api/v#/sessions/today", "2026-11-24T", "2026-11-25T", "today: sessions are of today and have a length")]
    [InlineData("GET /api/v#/goals", "0\\.5", "50", "goals: there are some, with progress from 0 to 1")]
    [InlineData("GET /api/v#/goals", "\\[.*\\]", "[]", "goals: there are some, with progress from 0 to 1")]
    [InlineData("GET /api/v#/habits", "\\[.*\\]", "[]", "habits: there are some, each once")]
    [InlineData("POST /api/v#/habits/#/check-ins", "\"habitId\":1", "\"habitId\":2", "check-in: is of the habit and day asked for")]
    [InlineData("GET /api/v#/habits/#/check-ins", "\\[.*\\]", "[]", "check-ins: the one just made is there")]
    [InlineData("GET /api/v#/habits/#/check-ins", "\"habitId\":1", "\"habitId\":2", "check-ins: all are of the habit, one a day")]
    [InlineData("GET /api/v#/notifications", "\"items\":\\[(.*)\\]", "\"items\":[$1,$1]", "notifications: at most a page, each once")]
    [InlineData("GET /api/v#/sync", "\"changes\":\\[\\]", "\"changes\":[{\"entity\":\"habit\",\"id\":1,\"op\":\"update\",\"at\":\"2026-11-24T09:00:00Z\"}]", "sync: the cursor moves if and only if there are changes")]
    public Task WrongMobileAnswer_Fault_FailsItsCheckOnly(string route, string pattern, string replacement, string check)
        => AssertFailsOnlyAsync("mobile_api_endpoints", route, pattern, replacement, check);

    [Theory]
    [InlineData("GET /api/v#/content", "\"id\":1", "\"id\":3", "content: at most a page, newest first")]
    [InlineData("GET /api/v#/content", "null", "\"1\"", "content: a page that has a next one is full")]
    [InlineData("GET /api/v#/content", "sleep|focus", "work", "content by tag: each has the tag")]
    [InlineData("GET /api/v#/content/#", "\"id\":[0-9]+", "\"id\":7", "article: is the one asked for")]
    [InlineData("GET /api/v#/content/search", "\\[.*\\]", "[]", "search: finds a word of a known title")]
    [InlineData("GET /api/v#/content/search", "0\\.5", "5", "search: best first")]
    [InlineData("GET /api/v#/content/tags", "\"count\":5", "\"count\":50", "tags: there are some, the most used first")]
    [InlineData("GET /api/v#/content/#/versions", "\"version\":1", "\"version\":3", "versions: newest first, down to the first")]
    [InlineData("POST /api/v#/content", "content/", "article/", "create: the location is the article's")]
    [InlineData("POST /api/v#/content", "\"version\":1", "\"version\":2", "create: is the draft, as its first version")]
    [InlineData("PUT /api/v#/content/#", "\"version\":[0-9]+", "\"version\":0", "update: the version grew")]
    [InlineData("PUT /api/v#/content/#", "Reviewed", "Spoiled", "update: is the draft of the same article")]
    public Task WrongContentAnswer_Fault_FailsItsCheckOnly(string route, string pattern, string replacement, string check)
        => AssertFailsOnlyAsync("content_management", route, pattern, replacement, check);

    [Theory]
    [InlineData("mobile_api_endpoints", "GET /api/v#/feed", "GET /api/v1/feed: status is 200")]
    [InlineData("mobile_api_endpoints", "POST /api/v#/habits/#/check-ins", "POST /api/v1/habits/{id}/check-ins: status is 201 or 200")]
    [InlineData("content_management", "GET /api/v#/content/search", "GET /api/v1/content/search: status is 200")]
    [InlineData("oauth_authentication", "POST /oauth/token", "POST /oauth/token (code): status is 200")]
    public async Task ServerError_OneOperation_FailsItsStatusOnly(string scenario, string route, string check)
    {
        await using var api = await ScriptedApi.StartAsync();

        var trial = await RunAsync(api.Break(route, status: 500), scenario);

        Assert.Equal([check], trial.FailedChecks);
        Assert.True(trial.FailedRequests > 0);
    }

    private static async Task AssertFailsOnlyAsync(string scenario, string route, string pattern, string replacement, string check)
    {
        await using var api = await ScriptedApi.StartAsync();

        var trial = await RunAsync(api.Break(route, pattern, replacement), scenario);

        Assert.Equal([check], trial.FailedChecks);
        Assert.Equal(0, trial.FailedRequests);
    }

    private static Task<Trial> RunAsync(ScriptedApi api, string scenario)
        => Trial.RunAsync(api.Address, scenario, users: 2, iterations: scenario == "content_management" ? 120 : 12, Stop);
}
