using System.Globalization;
using UpCoach.Benchmarks.Files;
using UpCoach.Testing;

// Does the API lose a byte, and what does it hold in memory, when many upload at once? One API in a process of its own, over real servers:
//   dotnet publish MockUpCoach -o DIR && dotnet run -c Release --project benchmarks/Files -- DIR/UpCoach.MockUpCoach
await using var servers = await LabServers.StartAsync();
await using var api = await ApiProcess.StartAsync(servers, args.ElementAtOrDefault(0));
using var client = await api.SignInAsync();
var uploads = new Uploads(client);
await Measure("1 x 1 MB (warm-up)", () => uploads.WholeAsync(1, 1_000_000, form: false));
for (var round = 1; round <= 3; round++)
    await Measure($"100 x 1 MB and 20 x 10 MB, raw, round {round}", () => Mixed(form: false));
await Measure("100 x 1 MB and 20 x 10 MB, forms", () => Mixed(form: true));
await Measure("50 x 4 MB by tus, each cut off 3 times", () => uploads.ResumedAsync(50, 4_000_000, cuts: 3));
await Measure("20 x 10 MB downloaded", uploads.DownloadAsync);
await Measure("10 images of 3000 x 2000 pixels", () => Photographs.SendAsync(client, 10));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lost or damaged: {uploads.Wrong} of {uploads.Count}; connections cut on purpose: {uploads.Cuts}"));
return uploads.Wrong == 0 ? 0 : 1;

Task Mixed(bool form) => Task.WhenAll(uploads.WholeAsync(100, 1_000_000, form), uploads.WholeAsync(20, 10_000_000, form));

async Task Measure(string what, Func<Task> work)
{
    await using var memory = new MemoryWatch(api.Id);
    var (clock, cpu) = (TimeProvider.System, api.CpuTime);
    var began = clock.GetTimestamp();
    await work();
    var (took, used) = (clock.GetElapsedTime(began), api.CpuTime - cpu);
    var heap = await api.CommittedHeapAsync();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-42} {took.TotalSeconds,6:F1} s, {used.TotalSeconds,5:F1} s CPU of the API, resident: API {memory.First >> 20,4} -> {memory.Most >> 20,4} MiB with {memory.MostThreads,3} threads and {heap >> 20,3} MiB of managed heap, worker {memory.MostOfWorker >> 20,4} MiB"));
}
