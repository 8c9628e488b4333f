using Microsoft.Extensions.Configuration;
using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Tests.Model;

public sealed class ParameterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Required_NoValue_SaysHowToGiveOne()
    {
        var parameter = Drawing.New().AddParameter("region").Resource;
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(async () => await parameter.GetValueAsync(Stop));
        Assert.Contains("Parameters__region", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_Configured_IsTheConfiguredOne()
    {
        var builder = Drawing.New();
        builder.Configuration.AddInMemoryCollection([new("Parameters:cache-password", "given")]);
        Assert.Equal("given", await builder.AddRedis("cache").Resource.PasswordParameter!.GetValueAsync(Stop));
    }

    [Fact]
    public async Task Generated_ReadTwice_IsTheSame()
    {
        var password = Drawing.New().AddPostgres("postgres").Resource.PasswordParameter;
        Assert.Equal(await password.GetValueAsync(Stop), await password.GetValueAsync(Stop));
    }

    [Fact]
    [Trait("kind", "law")]
    public void Generated_AnyRules_AreKept()
    {
        for (var run = 0; run < 500; run++)
        {
            var value = new GenerateParameterDefault { MinLength = 12, Upper = false, Special = run % 2 == 0, MinNumeric = 3, MinLower = 4 }.GetDefaultValue();
            Assert.Equal(12, value.Length);
            Assert.True(value.Count(char.IsAsciiDigit) >= 3);
            Assert.True(value.Count(char.IsAsciiLetterLower) >= 4);
            Assert.DoesNotContain(value, char.IsAsciiLetterUpper);
            Assert.True(run % 2 == 0 || value.All(char.IsAsciiLetterOrDigit));
        }
    }

    [Fact]
    public async Task ConnectionString_FromConfiguration_IsSecretAndReachesItsUsers()
    {
        var builder = Drawing.New("--ConnectionStrings:legacy=Server=x");
        var legacy = builder.AddConnectionString("legacy");
        var tool = builder.AddExecutable("tool", "true", ".").WithReference(legacy);
        var environment = await ResourceSettings.EnvironmentAsync(tool.Resource, builder.ExecutionContext, Stop);
        Assert.Equal("Server=x", await ResourceSettings.ResolveAsync(environment["ConnectionStrings__legacy"], Stop));
    }
}
