using UpCoach.Benchmarks.Platform;

// What does each API process take under the request's combined load?
//   dotnet publish MockUpCoach -c Release -o artifacts/topology/bench/MockUpCoach      (and CdnEdge, for --edge 1)
//   dotnet run -c Release --project benchmarks/Platform -- [--hubs 500] [--streams 200] [--rate 200] [--uploads 50] [--replicas 2] [--edge 1] [--seconds 30] [--mappings 30]
var options = LoadOptions.Parse(args);
await using var lab = await Lab.StartAsync(options);
using var world = new World(lab, await People.SignInAsync(lab.Target(0), 100), TimeSpan.FromSeconds(options.Ramp));
await new CombinedLoad(lab, world, options).RunAsync();
