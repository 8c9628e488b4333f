using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Tests.Model;

public sealed class ModelValidatorTests
{
    [Theory]
    [InlineData("cache")]
    [InlineData("cdn-us-east")]
    [InlineData("a")]
    [InlineData("a1")]
    public void Build_GoodName_IsTaken(string name)
    {
        var builder = Drawing.New();
        builder.AddRedis(name);
        using var app = builder.Build();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("a_b")]
    [InlineData("ä")]
    [InlineData("a b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Build_BadName_IsReported(string name)
    {
        var builder = Drawing.New();
        builder.AddRedis(name);
        Assert.Contains($"'{name}' is not valid", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_NameInOtherCase_IsADuplicate()
    {
        var builder = Drawing.New();
        builder.AddRedis("cache");
        builder.AddRedis("Cache");
        Assert.Contains("'cache' is used 2 times", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WaitForAStranger_IsReported()
    {
        var builder = Drawing.New();
        var stranger = Drawing.New().AddRedis("stranger");
        builder.AddExecutable("tool", "true", ".").WaitFor(stranger);
        Assert.Contains("'tool' waits for 'stranger', which is not part of the application", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ReferenceToAStranger_IsReported()
    {
        var builder = Drawing.New();
        builder.AddExecutable("tool", "true", ".").WithReference(Drawing.New().AddRedis("stranger"));
        Assert.Contains("'tool' refers to 'stranger'", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_UnknownEndpoint_IsReported()
    {
        var builder = Drawing.New();
        var web = builder.AddContainer("web", "nginx").WithHttpEndpoint();
        builder.AddExecutable("tool", "true", ".").WithReference(web.GetEndpoint("admin"));
        Assert.Contains("the endpoint 'admin' of 'web'", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_UnknownEndpointInAConnectionString_IsReported()
    {
        var builder = Drawing.New();
        var web = builder.AddContainer("web", "nginx").WithHttpEndpoint();
        builder.AddConnectionString("where", ReferenceExpression.Create($"at={web.GetEndpoint("admin").Property(EndpointProperty.Port)}"));
        Assert.Contains("'where' names the endpoint 'admin' of 'web'", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_UnregisteredHealthCheck_IsReported()
    {
        var builder = Drawing.New();
        builder.AddRedis("cache").WithHealthCheck("nobody_check");
        Assert.Contains("'nobody_check', which is not registered", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ContainerWithoutImage_IsReported()
    {
        var builder = Drawing.New();
        builder.AddResource(new ContainerResource("box"));
        Assert.Contains("'box' has no image", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_PortGivenTwice_IsReported()
    {
        var builder = Drawing.New();
        builder.AddRedis("one", port: 7001);
        builder.AddRedis("two", port: 7001);
        Assert.Contains("The port 7001 is given to 'one' and 'two'", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_Circle_IsReportedWithItsWay()
    {
        var builder = Drawing.New();
        var a = builder.AddExecutable("a", "true", ".");
        var b = builder.AddExecutable("b", "true", ".").WaitFor(a);
        a.WaitFor(b);
        Assert.Contains("a -> b -> a", ErrorOf(builder), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_SeveralErrors_AreReportedAtOnce()
    {
        var builder = Drawing.New();
        builder.AddRedis("a_b");
        builder.AddRedis("cache").WithHealthCheck("nobody_check");
        builder.AddRedis("cache");
        var self = builder.AddExecutable("self", "true", ".");
        self.WaitFor(self);
        Assert.Equal(4, ErrorOf(builder).Split(Environment.NewLine).Length);
    }

    private static string ErrorOf(IDistributedApplicationBuilder builder) =>
        Assert.Throws<DistributedApplicationException>(() => builder.Build()).Message;
}
