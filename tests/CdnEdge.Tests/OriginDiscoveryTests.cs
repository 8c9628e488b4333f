using Microsoft.Extensions.Configuration;
using UpCoach.CdnEdge.Origins;

namespace UpCoach.CdnEdge.Tests;

public sealed class OriginDiscoveryTests
{
    [Fact]
    public void Find_TwoServices_ListsThemByName()
    {
        var origins = Find(("services:upcoach-2:http:0", "http://127.0.0.1:2"), ("services:upcoach-1:http:0", "http://127.0.0.1:1"));

        Assert.Equal([new Origin("upcoach-1", new Uri("http://127.0.0.1:1")), new Origin("upcoach-2", new Uri("http://127.0.0.1:2"))], origins);
    }

    [Fact]
    public void Find_SeveralAddressesOfAService_AreOriginsOfTheirOwn()
    {
        var origins = Find(("services:upcoach:http:0", "http://127.0.0.1:1"), ("services:upcoach:http:1", "http://127.0.0.1:2"));

        Assert.Equal(["upcoach", "upcoach-2"], origins.Select(origin => origin.Name));
    }

    [Fact]
    public void Find_OwnName_IsLeftOut()
    {
        var origins = Find(("services:cdn-us-east:http:0", "http://127.0.0.1:9"), ("services:upcoach-1:http:0", "http://127.0.0.1:1"));

        Assert.Equal("upcoach-1", Assert.Single(origins).Name);
    }

    [Fact]
    public void Find_NoService_SaysWhatToSet()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Find());

        Assert.Contains("services__NAME__http__0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_AddressIsNoUrl_SaysWhichSettingAndWhatIsAllowed()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Find(("services:upcoach-1:http:0", "127.0.0.1:1")));

        Assert.Contains("services:upcoach-1:http:0", error.Message, StringComparison.Ordinal);
        Assert.Contains("http://", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Origin> Find(params (string Key, string Value)[] settings)
        => OriginDiscovery.Find(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(),
            "cdn-us-east");
}
