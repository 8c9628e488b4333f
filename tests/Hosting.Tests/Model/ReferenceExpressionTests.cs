using UpCoach.Hosting.ApplicationModel;

namespace UpCoach.Hosting.Tests.Model;

public sealed class ReferenceExpressionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Expression_OneValue_HasTwoReadings()
    {
        var builder = Drawing.New("--Parameters:region=us-east");
        var region = builder.AddParameter("region");
        var expression = ReferenceExpression.Create($"region={region};mode={"x"}");
        Assert.Equal("region=us-east;mode=x", await expression.GetValueAsync(Stop));
        Assert.Equal("region={region.value};mode=x", expression.ValueExpression);
    }

    [Fact]
    public async Task Expression_Braces_StayBraces()
    {
        var expression = ReferenceExpression.Create($"{"{a}"}{{b}}");
        Assert.Equal("{a}{b}", await expression.GetValueAsync(Stop));
        Assert.Equal("{a}{b}", expression.ValueExpression);
    }

    [Fact]
    public async Task Expression_UriFormat_EscapesTheValueOnly()
    {
        var secret = Drawing.New().AddParameter("secret", "p@ss/word");
        var expression = ReferenceExpression.Create($"redis://:{secret:uri}@host");
        Assert.Equal("redis://:p%40ss%2Fword@host", await expression.GetValueAsync(Stop));
        Assert.Equal("redis://:{secret.value}@host", expression.ValueExpression);
    }

    [Fact]
    public async Task Endpoint_Properties_ResolveToTheRunsAddress()
    {
        var cache = Drawing.New().AddRedis("cache");
        var endpoint = cache.Resource.PrimaryEndpoint;
        endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "127.0.0.1", 4711);
        Assert.Equal("tcp://127.0.0.1:4711", await endpoint.GetValueAsync(Stop));
        Assert.Equal("127.0.0.1:4711", await endpoint.Property(EndpointProperty.HostAndPort).GetValueAsync(Stop));
        Assert.Equal("6379", await endpoint.Property(EndpointProperty.TargetPort).GetValueAsync(Stop));
        Assert.Equal("{cache.bindings.tcp.host}:{cache.bindings.tcp.port}", endpoint.Property(EndpointProperty.HostAndPort).ValueExpression);
    }

    [Fact]
    public void Endpoint_NotAllocated_SaysSo()
    {
        var cache = Drawing.New().AddRedis("cache");
        Assert.Contains("has no port yet", Assert.Throws<InvalidOperationException>(() => cache.Resource.PrimaryEndpoint.Port).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Builder_Append_WritesInOrder()
    {
        var pieces = new ReferenceExpressionBuilder();
        Assert.True(pieces.IsEmpty);
        pieces.AppendLiteral("a{");
        pieces.Append($"b{"c"}");
        Assert.Equal("a{bc", pieces.Build().ValueExpression);
    }
}
