using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Client;
using UpCoach.LoadRunners.Scenarios.Content;
using UpCoach.LoadRunners.Scenarios.Mobile;
using UpCoach.LoadRunners.Scenarios.Oauth;
using UpCoach.LoadRunners.Scenarios.Workload;

namespace UpCoach.LoadRunners.Scenarios;

/// <summary>The scenarios of the performance request.</summary>
public static class UpCoachScenarios
{
    /// <summary>Lists the scenarios.</summary>
    /// <param name="transport">The HTTP client that all their users share; the caller disposes it after the run.</param>
    public static ScenarioCatalog Catalog(HttpTransport transport)
    {
        // One table a size for all users, made when the first user needs it.
        var popularities = new ConcurrentDictionary<int, ZipfDistribution>();
        UpCoachClient Client(VirtualUser user) => new(new HttpSession(user, transport));
        return new ScenarioCatalog([
            new ScenarioDefinition(
                "oauth_authentication",
                "signs in with Google, Apple or Facebook (code and PKCE), loads the profile, renews the tokens",
                user => new OauthAuthentication(user, Client(user), ScenarioSettings.Read(user.Env))),
            new ScenarioDefinition(
                "mobile_api_endpoints",
                "a visit to the app: feed, today, three of feed, goals, habits, check-in and notifications, then a sync",
                user => new MobileApiEndpoints(user, Client(user), ScenarioSettings.Read(user.Env))),
            new ScenarioDefinition(
                "content_management",
                "one step of an editor: read, list, search, tags, versions, create or update an article",
                user =>
                {
                    var settings = ScenarioSettings.Read(user.Env);
                    var popularity = popularities.GetOrAdd(settings.Items, count => new ZipfDistribution(count, ContentManagement.PopularitySkew));
                    return new ContentManagement(user, Client(user), settings, popularity);
                }),
        ]);
    }
}
