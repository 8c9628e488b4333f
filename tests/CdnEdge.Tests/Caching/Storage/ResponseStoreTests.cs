using System.IO.Pipelines;
using UpCoach.CdnEdge.Caching;
using UpCoach.CdnEdge.Caching.Storage;
using UpCoach.Testing;

namespace UpCoach.CdnEdge.Tests.Caching.Storage;

public sealed class ResponseStoreTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly string _parent = Directory.CreateTempSubdirectory("edge-store-").FullName;
    private readonly DiskFolder _folder;
    private readonly ResponseStore _store;

    public ResponseStoreTests()
    {
        var options = new CacheOptions { MemoryBytes = 40_000, DiskBytes = 200_000, DiskFolder = _parent };
        _folder = new DiskFolder(options);
        _store = new ResponseStore(options, _folder, TimeProvider.System);
    }

    private string[] Files => Directory.GetFiles(_parent, "*", SearchOption.AllDirectories);

    [Fact]
    public void Add_SameRequest_ReplacesTheAnswer()
    {
        var renewed = Responses.Stored("");
        _store.Add(Responses.Stored(""), DateTimeOffset.MaxValue);
        _store.Add(renewed, DateTimeOffset.MaxValue);

        Assert.Same(renewed, Assert.Single(_store.Find(renewed.Key)));
        Assert.Equal(1, _store.MemoryEntries);
    }

    [Fact]
    public async Task Add_MoreThanMemoryHolds_MovesBodiesToTheDiskAndBack()
    {
        var first = Responses.Stored("", path: "/0", bodyBytes: 10_000);
        _store.Add(first, DateTimeOffset.MaxValue);
        for (var n = 1; n < 8; n++) _store.Add(Responses.Stored("", path: $"/{n}", bodyBytes: 10_000), DateTimeOffset.MaxValue);
        await Eventually.TrueAsync(() => first.Body is DiskBody, "the oldest body is on the disk");

        Assert.InRange(_store.MemoryBytes, 1, 40_000);
        using (var reader = (await first.Body.OpenAsync(Stop))!)
        {
            var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
            await reader.CopyToAsync(pipe.Writer, 1, 9_999, Stop);
            Assert.Equal(9_999, (await pipe.Reader.ReadAtLeastAsync(9_999, Stop)).Buffer.Length);
        }

        _store.Promote(first, (await ((DiskBody)first.Body).LoadAsync(Stop))!);
        Assert.IsType<MemoryBody>(first.Body);
    }

    [Fact]
    public async Task Disk_Full_DeletesFiles()
    {
        for (var n = 0; n < 60; n++)
        {
            _store.Add(Responses.Stored("", path: $"/{n}", bodyBytes: 10_000), DateTimeOffset.MaxValue);
            Assert.InRange(_store.MemoryBytes, 1, 40_000);

            // The writer has taken what left memory: a slow one would drop it instead, and the disk might never be full.
            await Eventually.TrueAsync(() => _store.MemoryEntries + _store.DiskEntries >= Math.Min(n + 1, 8), "what leaves memory is on the disk");
        }

        await Eventually.TrueAsync(() => _store.DiskBytes <= 200_000 && Files.Length == _store.DiskEntries, "every file is an entry's");
        Assert.InRange(_store.DiskEntries, 1, 12);
    }

    [Fact]
    public void Add_InvalidatedOnTheWay_IsNotStored()
    {
        var requestedAt = TimeProvider.System.GetUtcNow();
        var late = Responses.Stored("");
        _store.Remove(late.Key);

        _store.Add(late, requestedAt);

        Assert.Empty(_store.Find(late.Key));
    }

    [Fact]
    public void Remove_Target_ForgetsItsVariantsToo()
    {
        var original = Responses.Stored("");
        var variant = new StoredResponse
        {
            Key = original.Key with { Variant = "avif-320" }, Vary = original.Vary, Status = 200, Fields = [], Directives = original.Directives, LifetimeSeconds = 60,
            InitialAgeMilliseconds = 0, ReceivedAt = original.ReceivedAt, Date = original.Date, Body = original.Body, WeightBytes = 1,
        };
        _store.Add(original, DateTimeOffset.MaxValue);
        _store.Add(variant, DateTimeOffset.MaxValue);

        Assert.Equal(2, _store.Remove(original.Key));
        Assert.Equal(0, _store.MemoryEntries);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_parent, recursive: true);
    }
}
