using System.Diagnostics.CodeAnalysis;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;

namespace UpCoach.LoadRunners.Scenarios.Client;

/// <summary>What came back from one operation.</summary>
/// <typeparam name="T">The type of the body of a success.</typeparam>
/// <param name="Route">The operation.</param>
/// <param name="Http">The response.</param>
/// <param name="Body">The body; null if the operation failed or the body is not of that type.</param>
internal readonly record struct Answer<T>(Route Route, HttpResult Http, T? Body)
    where T : class
{
    /// <summary>Records the checks that every answer gets: its status, and if that is one of success the shape of its body.</summary>
    /// <param name="user">Who asked.</param>
    /// <param name="body">The body, for the checks on what it says.</param>
    /// <returns>True if both hold.</returns>
    public bool Succeeded(VirtualUser user, [NotNullWhen(true)] out T? body)
    {
        body = Body;
        return user.Check(Route.StatusCheck, Route.Succeeds(Http.Status)) && user.Check(Route.ShapeCheck, body is not null);
    }
}
