using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Accounts;
using UpCoach.LoadRunners.Scenarios.Content;
using UpCoach.LoadRunners.Scenarios.Mobile;
using UpCoach.LoadRunners.Scenarios.Oauth;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios.Api;

/// <summary>The request's three k6 scenarios, and its 500 users at once.</summary>
internal static class ApiScenarios
{
    private const string Group = "api";

    public static IEnumerable<ScenarioDefinition> Definitions(ScenarioTools tools)
    {
        // One table a size for all users, made when the first user needs it.
        var popularities = new ConcurrentDictionary<int, ZipfDistribution>();
        yield return new ScenarioDefinition(
            "oauth_authentication",
            "signs in with Google, Apple or Facebook (code and PKCE), loads the profile, renews the tokens",
            user => new OauthAuthentication(user, tools.Client(user), ScenarioSettings.Read(user.Env)))
        {
            Tags = [Group],
            Metrics = [OauthAuthentication.Completion],
            Measures = "http_req_duration of authorize, token, profile and refresh; oauth_completion",
        };
        yield return new ScenarioDefinition(
            "mobile_api_endpoints",
            "a visit to the app: feed, today, three of feed, goals, habits, check-in and notifications, then a sync",
            user => new MobileApiEndpoints(user, tools.Client(user), ScenarioSettings.Read(user.Env)))
        {
            Tags = [Group],
            Measures = "http_req_duration of every screen of the app",
        };
        yield return new ScenarioDefinition(
            "content_management",
            "one step of an editor: read, list, search, tags, versions, create or update an article",
            user =>
            {
                var settings = ScenarioSettings.Read(user.Env);
                var popularity = popularities.GetOrAdd(settings.Items, count => new ZipfDistribution(count, ContentManagement.PopularitySkew));
                return new ContentManagement(user, tools.Client(user), settings, popularity);
            })
        {
            Tags = [Group],
            Measures = "http_req_duration of reading, searching and writing content",
        };

        var accounts = new SharedAccounts();
        yield return new ScenarioDefinition(
            "concurrent_users",
            "visits to the app by all users at the same time; how many were served at one instant",
            user => new ConcurrentUsers(user, tools.Client(user), accounts))
        {
            Tags = [Group],
            Metrics = [ConcurrentUsers.Served],
            Measures = "users_at_once; http_req_duration of every screen of the app",
        };
    }
}
