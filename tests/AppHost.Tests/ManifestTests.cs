using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace UpCoach.AppHost.Tests;

/// <summary>The manifest at the repository's root is what the drawing says today, and deployment tools can read it.</summary>
[Trait("kind", "golden")]
public sealed partial class ManifestTests
{
    private static readonly string Golden = Path.Combine(AppHostProcess.Root, "aspire-manifest.json");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GoldenCopy_WrittenAgain_HasTheSameBytes()
    {
        // Beside the golden copy: paths in a manifest are relative to its folder.
        var again = Path.Combine(AppHostProcess.Root, $"manifest-{Guid.NewGuid():N}.json");
        try
        {
            var run = await AppHostProcess.RunAsync("--publisher", "manifest", "--output-path", again);
            Assert.True(run.ExitCode == 0, run.Errors);
            Assert.Equal(await File.ReadAllTextAsync(Golden, Stop), await File.ReadAllTextAsync(again, Stop));
        }
        finally
        {
            File.Delete(again);
        }
    }

    [Fact]
    public async Task Publisher_FolderThatIsAFile_ExitsNonZero()
    {
        var run = await AppHostProcess.RunAsync("--publisher", "manifest", "--output-path", Path.Combine(Golden, "x.json"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GoldenCopy_Schema_HoldsForEveryResource()
    {
        using var reader = new StreamReader(typeof(ManifestTests).Assembly.GetManifestResourceStream("manifest.schema.json")!);
        var schema = await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync(Stop), Stop);
        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(Golden, Stop)));
    }

    [Fact]
    public async Task GoldenCopy_Schema_WouldSeeABadBinding()
    {
        using var reader = new StreamReader(typeof(ManifestTests).Assembly.GetManifestResourceStream("manifest.schema.json")!);
        var schema = await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync(Stop), Stop);
        var bad = (await File.ReadAllTextAsync(Golden, Stop)).Replace("\"targetPort\": 6379", "\"targetPort\": \"6379\"", StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(bad));
    }

    [Fact]
    public async Task GoldenCopy_Placeholders_NameThingsThatExist()
    {
        var text = await File.ReadAllTextAsync(Golden, Stop);
        using var manifest = JsonDocument.Parse(text);
        var resources = manifest.RootElement.GetProperty("resources");
        var placeholders = Placeholder().Matches(text).Select(match => match.Groups[1].Value.Split('.')).ToList();
        Assert.NotEmpty(placeholders);
        Assert.All(placeholders, parts =>
        {
            var resource = resources.GetProperty(parts[0]);
            Assert.True(parts[1] switch
            {
                "bindings" => resource.GetProperty("bindings").TryGetProperty(parts[2], out _),
                "connectionString" => resource.TryGetProperty("connectionString", out _),
                "value" => resource.TryGetProperty("value", out _),
                "inputs" => resource.GetProperty("inputs").TryGetProperty(parts[2], out _),
                _ => false,
            }, string.Join('.', parts));
        });
    }

    [Fact]
    public async Task GoldenCopy_Paths_ExistInTheRepository()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Golden, Stop));
        var resources = manifest.RootElement.GetProperty("resources").EnumerateObject().Select(resource => resource.Value).ToList();
        var paths = resources.Where(r => r.TryGetProperty("path", out _)).Select(r => r.GetProperty("path").GetString()!)
            .Concat(resources.Where(r => r.TryGetProperty("bindMounts", out _))
                .SelectMany(r => r.GetProperty("bindMounts").EnumerateArray().Select(mount => mount.GetProperty("source").GetString()!)));
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(AppHostProcess.Root, path)), path));
    }

    [GeneratedRegex(@"\{([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\}")]
    private static partial Regex Placeholder();
}
