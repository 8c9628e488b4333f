using System.Globalization;
using System.Net;
using System.Net.Sockets;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Running;
using UpCoach.Hosting.Tests.Model;

namespace UpCoach.Hosting.Tests.Running;

public sealed class PortAllocatorTests
{
    [Fact]
    public void Ports_ManyEndpoints_AreDistinctAndOnTheLoopback()
    {
        var builder = Drawing.New();
        for (var i = 0; i < 40; i++)
        {
            builder.AddRedis(string.Create(CultureInfo.InvariantCulture, $"cache-{i}"));
        }

        PortAllocator.Allocate(builder.Resources);
        var endpoints = builder.Resources.SelectMany(r => r.Annotations.OfType<EndpointAnnotation>()).Select(e => e.AllocatedEndpoint!).ToList();
        Assert.Equal(40, endpoints.Select(e => e.Port).Distinct().Count());
        Assert.All(endpoints, e => Assert.Equal("127.0.0.1", e.Address));
        Assert.All(endpoints, e => Assert.InRange(e.Port, 20_000, 32_000));
    }

    [Fact]
    public void Ports_GivenAndTaken_AreAllNamedWithTheRemedy()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        var builder = Drawing.New();
        builder.AddRedis("one", port: ((IPEndPoint)first.LocalEndpoint).Port);
        builder.AddRedis("two", port: ((IPEndPoint)second.LocalEndpoint).Port);
        var error = Assert.Throws<DistributedApplicationException>(() => PortAllocator.Allocate(builder.Resources));
        Assert.Contains("of 'one' is used by another program. Stop that program", error.Message, StringComparison.Ordinal);
        Assert.Contains("of 'two' is used by another program", error.Message, StringComparison.Ordinal);
    }
}
