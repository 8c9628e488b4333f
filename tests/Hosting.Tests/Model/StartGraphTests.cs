namespace UpCoach.Hosting.Tests.Model;

public sealed class StartGraphTests
{
    [Fact]
    public void Layers_WaitsAndParents_PutEachAfterWhatItNeeds()
    {
        var builder = Drawing.New();
        var load = builder.AddExecutable("load", "true", ".");
        var postgres = builder.AddPostgres("postgres");
        var database = postgres.AddDatabase("db");
        var cache = builder.AddRedis("cache");
        var api = builder.AddExecutable("api", "true", ".").WaitFor(database).WaitForStart(cache);
        load.WaitFor(api);
        Assert.Equal(
            ["postgres cache", "db", "api", "load"],
            StartGraph.Of([.. builder.Resources]).Layers.Select(layer => string.Join(' ', layer.Select(resource => resource.Name))));
    }

    [Fact]
    public void FollowersOf_ChainOfWaits_CountsItsLayers()
    {
        var builder = Drawing.New();
        var postgres = builder.AddPostgres("postgres");
        var api = builder.AddExecutable("api", "true", ".").WaitFor(postgres.AddDatabase("db"));
        builder.AddExecutable("load", "true", ".").WaitFor(api).WaitFor(builder.AddRedis("cache"));
        var graph = StartGraph.Of([.. builder.Resources]);
        Assert.Equal([3, 2, 1, 1, 0], new[] { "postgres", "db", "api", "cache", "load" }.Select(name => graph.FollowersOf(builder.Resources.Single(resource => resource.Name == name))));
    }

    [Fact]
    public void Cycles_TwoCircles_AreBothFound()
    {
        var builder = Drawing.New();
        var a = builder.AddExecutable("a", "true", ".");
        var b = builder.AddExecutable("b", "true", ".").WaitFor(a);
        a.WaitFor(b);
        var c = builder.AddExecutable("c", "true", ".").WaitFor(b);
        c.WaitFor(c);
        Assert.Equal(["a b a", "c c"], StartGraph.Of([.. builder.Resources]).Cycles.Select(cycle => string.Join(' ', cycle)));
    }
}
