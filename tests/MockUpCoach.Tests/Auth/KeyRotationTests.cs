using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Tests.Auth;

[Trait("kind", "server")]
public sealed class KeyRotationTests(ApiFixture api)
{
    [Fact]
    public async Task Ring_KeyGrownOld_SignsWithTheNextOneAfterAllKnowIt()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var own = await api.StartAsync("upcoach-keys", await api.Servers.CreateDatabaseAsync("keys", stop), "--UpCoach:Seed:Users=0");
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using SigningKeyRing one = Ring(own, clock), other = Ring(own, clock);
        await one.LoadAsync(stop);
        var first = one.Current.KeyId;

        // Both find at once that a key is due, and agree on one.
        clock.Advance(new AuthOptions().KeyLifetime);
        await Task.WhenAll(one.LoadAsync(stop), other.LoadAsync(stop));
        await Task.WhenAll(one.LoadAsync(stop), other.LoadAsync(stop));
        Assert.Equal(2, one.All.Count());
        Assert.Equal(one.All.Select(key => key.ECDsa.ExportSubjectPublicKeyInfo()), other.All.Select(key => key.ECDsa.ExportSubjectPublicKeyInfo()));
        Assert.Equal(first, one.Current.KeyId);

        clock.Advance(KeySchedule.Publication);
        Assert.NotEqual(first, one.Current.KeyId);
        Assert.Single(one.Find(first));

        clock.Advance(KeySchedule.Overlap);
        await one.LoadAsync(stop);
        Assert.Empty(one.Find(first));
    }

    private static SigningKeyRing Ring(ApiInstance at, TimeProvider clock) =>
        new(at.Services.GetRequiredService<UpCoachDatabase>(), clock, Options.Create(new AuthOptions()));
}
