using System.Collections.Concurrent;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Scenarios.Client;

namespace UpCoach.LoadRunners.Scenarios.Accounts;

/// <summary>Whom the users of a process stand for: a person has several devices, and signs in once for all of them. Safe for concurrent use.</summary>
/// <remarks>For scenarios of which sign-ins are no part: 500 of them at once would be what is measured.</remarks>
internal sealed class SharedAccounts
{
    private readonly ConcurrentDictionary<(string Target, int Number), Seat> _seats = new();

    /// <summary>Gives the token of a user's person, signing the person in if need be.</summary>
    /// <param name="user">The user; records the sign-in.</param>
    /// <param name="api">The user's client.</param>
    /// <param name="people">How many persons there are.</param>
    /// <param name="stop">The iteration's token.</param>
    /// <returns>Null if the person could not be signed in; the failed checks say why.</returns>
    public async ValueTask<string?> TokenAsync(VirtualUser user, UpCoachClient api, int people, CancellationToken stop)
    {
        var number = 1 + ((user.Number - 1) % people);
        var seat = _seats.GetOrAdd((user.Target.Authority, number), static _ => new Seat());
        await seat.Turn.WaitAsync(stop);
        try
        {
            if (seat.Token is not null && user.Clock.GetTimestamp() < seat.RenewAt) return seat.Token;
            var signIn = new SignIn(user, api);
            var grant = await signIn.AuthorizeAsync(Person.Of(number, user.Random), stop) is { } code ? await signIn.ExchangeAsync(code, stop) : null;
            seat.Token = grant?.AccessToken;
            // At nine tenths of its life: no handshake sets out with a token that ends on the way.
            seat.RenewAt = user.Clock.GetTimestamp() + (long)(0.9 * (grant?.ExpiresInSeconds ?? 0) * user.Clock.TimestampFrequency);
            return seat.Token;
        }
        finally
        {
            seat.Turn.Release();
        }
    }

    // What it holds is read and written by whoever has the turn.
    private sealed class Seat
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public string? Token { get; set; }

        public long RenewAt { get; set; }
    }
}
