using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Auth.Passwords;

/// <summary>SQL of passwords.</summary>
internal sealed class AccountStore(UpCoachDatabase database, TimeProvider clock)
{
    private const string Find = "/* passwords.find */ SELECT u.id, p.hash FROM users u JOIN passwords p ON p.user_id = u.id WHERE u.email = $1";

    // Only if nobody changed the password meanwhile.
    private const string Replace = "/* passwords.replace */ UPDATE passwords SET hash = $3, changed_at = $4 WHERE user_id = $1 AND hash = $2 RETURNING user_id";

    public async Task<Account?> FindAsync(string email, CancellationToken stop)
    {
        // From the primary: an old password must not be good for as long as a replica lags.
        var read = await database.ReadAsync(
            WalPosition.Unknown, new Sql(Find).With(email), Rows.First(row => new Account(row.GetInt64(0), PasswordHash.Parse(row.GetString(1)))), stop);
        return read.Value;
    }

    public Task ReplaceAsync(Account account, PasswordHash hash, CancellationToken stop)
    {
        var sql = new Sql(Replace).With(account.UserId).With(account.Hash.ToString()).With(hash.ToString()).With(clock.GetUtcNow().UtcDateTime);
        return database.WriteAsync(sql, Rows.First(row => (object)row.GetInt64(0)), stop);
    }
}
