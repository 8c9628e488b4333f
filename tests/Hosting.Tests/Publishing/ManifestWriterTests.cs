using System.Text.Json.Nodes;
using UpCoach.Hosting.ApplicationModel;
using UpCoach.Hosting.Publishing;
using UpCoach.Hosting.Tests.Model;

namespace UpCoach.Hosting.Tests.Publishing;

/// <summary>Shapes as the real host writes them.</summary>
[Trait("kind", "golden")]
public sealed class ManifestWriterTests
{
    private readonly IDistributedApplicationBuilder _builder = Drawing.New("--publisher", "manifest");

    [Fact]
    public async Task Postgres_WithAPasswordParameter_HasTheKnownShape()
    {
        var password = _builder.AddParameter("pg-password", secret: true);
        _builder.AddPostgres("postgres", password: password).AddDatabase("shopdb", "shop");
        await AssertShapeAsync("pg-password", """{"type":"parameter.v0","value":"{pg-password.inputs.value}","inputs":{"value":{"type":"string","secret":true}}}""");
        await AssertShapeAsync("shopdb", """{"type":"value.v0","connectionString":"{postgres.connectionString};Database=shop"}""");
        await AssertShapeAsync(
            "postgres",
            """
            {"type":"container.v0","connectionString":"Host={postgres.bindings.tcp.host};Port={postgres.bindings.tcp.port};Username=postgres;Password={pg-password.value}",
            "image":"docker.io/library/postgres:17.6",
            "env":{"POSTGRES_HOST_AUTH_METHOD":"scram-sha-256","POSTGRES_INITDB_ARGS":"--auth-host=scram-sha-256 --auth-local=scram-sha-256","POSTGRES_USER":"postgres","POSTGRES_PASSWORD":"{pg-password.value}"},
            "bindings":{"tcp":{"scheme":"tcp","protocol":"tcp","transport":"tcp","targetPort":5432}}}
            """);
    }

    [Fact]
    public async Task Redis_GeneratedPassword_IsWrittenThoughInNoModel()
    {
        _builder.AddRedis("cache");
        await AssertShapeAsync(
            "cache",
            """
            {"type":"container.v0","connectionString":"{cache.bindings.tcp.host}:{cache.bindings.tcp.port},password={cache-password.value}",
            "image":"docker.io/library/redis:8.2","entrypoint":"/bin/sh","args":["-c","redis-server --requirepass $REDIS_PASSWORD"],
            "env":{"REDIS_PASSWORD":"{cache-password.value}"},"bindings":{"tcp":{"scheme":"tcp","protocol":"tcp","transport":"tcp","targetPort":6379}}}
            """);
        await AssertShapeAsync(
            "cache-password",
            """{"type":"parameter.v0","value":"{cache-password.inputs.value}","inputs":{"value":{"type":"string","secret":true,"default":{"generate":{"minLength":22,"special":false}}}}}""");
    }

    [Fact]
    public async Task Container_MountsArgumentsAndPorts_HaveTheKnownShape()
    {
        _builder.AddContainer("mailpit", "axllent/mailpit", "v1.20")
            .WithEntrypoint("/mailpit")
            .WithArgs("--verbose")
            .WithBindMount("config", "/config", isReadOnly: true)
            .WithVolume("mail-data", "/data")
            .WithHttpEndpoint(port: 18025, targetPort: 8025, name: "ui");
        await AssertShapeAsync(
            "mailpit",
            """
            {"type":"container.v0","image":"axllent/mailpit:v1.20","entrypoint":"/mailpit","args":["--verbose"],
            "bindMounts":[{"source":"config","target":"/config","readOnly":true}],"volumes":[{"name":"mail-data","target":"/data","readOnly":false}],
            "bindings":{"ui":{"scheme":"http","protocol":"tcp","transport":"http","port":18025,"targetPort":8025}}}
            """);
    }

    [Fact]
    public async Task Executable_PortVariable_HasTheKnownShape()
    {
        _builder.AddExecutable("tool", "node", "tool", "server.js").WithHttpEndpoint(targetPort: 8123, env: "PORT");
        await AssertShapeAsync(
            "tool",
            """
            {"type":"executable.v0","workingDirectory":"tool","command":"node","args":["server.js"],"env":{"PORT":"{tool.bindings.http.targetPort}"},
            "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":8123}}}
            """);
    }

    [Fact]
    public async Task Project_References_HaveTheKnownShape()
    {
        var database = _builder.AddPostgres("postgres").AddDatabase("shopdb", "shop");
        var api = _builder.AddProject("api", "Shop.Api/Shop.Api.csproj").WithHttpEndpoint().WithExternalHttpEndpoints().WithReference(database);
        _builder.AddProject("worker", "Shop.Worker/Shop.Worker.csproj").WithArgs("--queue", "default").WithReference(api);
        await AssertShapeAsync(
            "api",
            """
            {"type":"project.v0","path":"Shop.Api/Shop.Api.csproj",
            "env":{"OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY":"in_memory","ASPNETCORE_FORWARDEDHEADERS_ENABLED":"true","HTTP_PORTS":"{api.bindings.http.targetPort}",
            "ConnectionStrings__shopdb":"{shopdb.connectionString}","SHOPDB_HOST":"{postgres.bindings.tcp.host}","SHOPDB_PORT":"{postgres.bindings.tcp.port}",
            "SHOPDB_USERNAME":"postgres","SHOPDB_PASSWORD":"{postgres-password.value}",
            "SHOPDB_URI":"postgresql://postgres:{postgres-password-uri-encoded.value}@{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/shop",
            "SHOPDB_JDBCCONNECTIONSTRING":"jdbc:postgresql://{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/shop","SHOPDB_DATABASENAME":"shop"},
            "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","external":true}}}
            """);
        await AssertShapeAsync(
            "worker",
            """
            {"type":"project.v0","path":"Shop.Worker/Shop.Worker.csproj","args":["--queue","default"],
            "env":{"OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY":"in_memory","API_HTTP":"{api.bindings.http.url}","services__api__http__0":"{api.bindings.http.url}"}}
            """);
        await AssertShapeAsync("postgres-password-uri-encoded", """{"type":"annotated.string","value":"{postgres-password.value}","filter":"uri"}""");
    }

    [Fact]
    public async Task ConnectionString_Composed_IsAValue()
    {
        var region = _builder.AddParameter("region");
        _builder.AddConnectionString("built", ReferenceExpression.Create($"region={region};mode=x"));
        await AssertShapeAsync("built", """{"type":"value.v0","connectionString":"region={region.value};mode=x"}""");
    }

    [Fact]
    public async Task Excluded_Resource_IsLeftOut()
    {
        _builder.AddRedis("cache").ExcludeFromManifest();
        Assert.Empty(await ResourcesAsync());
    }

    [Fact]
    public async Task Manifest_WrittenTwice_HasTheSameBytes()
    {
        _builder.AddPostgres("postgres").AddDatabase("db");
        Assert.Equal(await BytesAsync(), await BytesAsync());
    }

    [Theory]
    [InlineData("manifest.json", "manifest.json")]
    [InlineData("folder", "folder/aspire-manifest.json")]
    public async Task Publisher_FileOrFolder_WritesAndEnds(string output, string expected)
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var builder = Drawing.New("--publisher", "manifest", "--output-path", Path.Combine(root, output));
            builder.AddRedis("cache");
            await using var app = builder.Build();
            await app.RunAsync(TestContext.Current.CancellationToken);
            Assert.True(File.Exists(Path.Combine(root, expected)));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("manifest", null, "--output-path")]
    [InlineData("compose", "x", "'compose' is unknown")]
    public async Task Publisher_Impossible_FailsTheRun(string publisher, string? output, string message)
    {
        string[] args = output is null ? ["--publisher", publisher] : ["--publisher", publisher, "--output-path", output];
        await using var app = Drawing.New(args).Build();
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private async Task AssertShapeAsync(string name, string expected) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), (await ResourcesAsync())[name]?.ToJsonString());

    private async Task<JsonObject> ResourcesAsync() => (JsonObject)JsonNode.Parse(await BytesAsync())!["resources"]!;

    private Task<byte[]> BytesAsync() => new ManifestWriter(_builder.ExecutionContext, _builder.AppHostDirectory)
        .WriteAsync(new DistributedApplicationModel(_builder.Resources), TestContext.Current.CancellationToken);
}
