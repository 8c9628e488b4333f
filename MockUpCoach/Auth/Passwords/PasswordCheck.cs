using Microsoft.Extensions.Options;

namespace UpCoach.MockUpCoach.Auth.Passwords;

/// <summary>Compares passwords on few threads with a short queue: hashing is made to be slow, and must not take all cores from everybody else.</summary>
internal sealed class PasswordCheck(IOptions<AuthOptions> options) : IDisposable
{
    // With 0.1 s each, whoever is last waits 3 s on two cores; more would have given up.
    private const int MostWaiting = 32;

    private readonly SemaphoreSlim workers = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly PasswordHash nobody = new(options.Value.PasswordRounds, new byte[16], new byte[32]);
    private int waiting;

    /// <summary>Says whether the password fits; null if too many wait already.</summary>
    /// <param name="hash">The account's hash; null if there is no such account, which takes as long and is never right.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="stop">Ends the wait, not the work.</param>
    public async Task<bool?> MatchesAsync(PasswordHash? hash, string password, CancellationToken stop)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            return null;
        }

        try
        {
            await workers.WaitAsync(stop);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            // On a thread of its own, because requests run where sockets are read.
            return await Task.Run(() => (hash ?? nobody).Matches(password) && hash is not null, CancellationToken.None);
        }
        finally
        {
            workers.Release();
        }
    }

    /// <summary>Says whether a hash should be made anew at today's cost.</summary>
    public bool IsOutdated(PasswordHash hash) => hash.Rounds != options.Value.PasswordRounds;

    public Task<PasswordHash> HashAsync(string password) => Task.Run(() => PasswordHash.Create(password, options.Value.PasswordRounds));

    public void Dispose() => workers.Dispose();
}
