using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>The ES256 keys that all replicas share. Who first finds that one is due makes it; PostgreSQL keeps them; every process has them in memory.</summary>
internal sealed class SigningKeyRing(UpCoachDatabase database, TimeProvider clock, IOptions<AuthOptions> options) : IDisposable
{
    private const string Offer = "/* keys.offer */ INSERT INTO signing_keys (id, private_key, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id";
    private const string Load = "/* keys.load */ SELECT id, private_key, created_at FROM signing_keys ORDER BY created_at, id";

    private volatile IReadOnlyList<SigningKey> ring = [];

    /// <summary>The key to sign with.</summary>
    /// <exception cref="InvalidOperationException"><see cref="LoadAsync"/> was not called.</exception>
    public ECDsaSecurityKey Current
    {
        get
        {
            var held = ring;
            return held.Count > 0 ? held[KeySchedule.Signer([.. held.Select(key => key.CreatedAt)], clock.GetUtcNow())].Key : throw new InvalidOperationException("The signing keys are not loaded yet.");
        }
    }

    /// <summary>The keys that verify, oldest first.</summary>
    public IEnumerable<ECDsaSecurityKey> All => ring.Select(key => key.Key);

    /// <summary>Gives the keys that a token's <c>kid</c> may mean: one, or none.</summary>
    public IEnumerable<SecurityKey> Find(string? id) => All.Where(key => key.KeyId == id);

    /// <summary>Reads the keys, and adds one if it is due.</summary>
    public async Task LoadAsync(CancellationToken stop)
    {
        var kept = await ReadAsync(stop);
        var now = clock.GetUtcNow();
        if (KeySchedule.IsDue(kept.Count == 0 ? null : kept[^1].CreatedAt, now, options.Value.KeyLifetime))
        {
            // Of several processes that offer a key of the same number, one wins, and all read it.
            using var offered = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var id = string.Create(CultureInfo.InvariantCulture, $"es256-{kept.Count + 1}");
            await database.WriteAsync(new Sql(Offer).With(id).With(offered.ExportPkcs8PrivateKey()).With(now.UtcDateTime), (_, _) => Task.FromResult(true), stop);
            kept = await ReadAsync(stop);
        }

        ring = [.. kept.Skip(KeySchedule.First([.. kept.Select(row => row.CreatedAt)], now)).Select(row => Known(row.Id) ?? Import(row))];
    }

    public void Dispose()
    {
        foreach (var key in ring)
            key.Key.ECDsa.Dispose();
    }

    private async Task<List<(string Id, byte[] PrivateKey, DateTimeOffset CreatedAt)>> ReadAsync(CancellationToken stop)
    {
        var rows = await database.ReadAsync(
            WalPosition.Unknown, new Sql(Load), Rows.All(row => (row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2))), stop);
        return rows.Value;
    }

    private SigningKey? Known(string id) => ring.FirstOrDefault(key => key.Key.KeyId == id);

    private static SigningKey Import((string Id, byte[] PrivateKey, DateTimeOffset CreatedAt) row)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(row.PrivateKey, out _);
        return new SigningKey(new ECDsaSecurityKey(key) { KeyId = row.Id }, row.CreatedAt);
    }
}
