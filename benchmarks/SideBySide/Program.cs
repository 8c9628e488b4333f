using System.Globalization;
using UpCoach.Benchmarks.SideBySide;

// As the runner does, before the first socket.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

switch (args.FirstOrDefault())
{
    case "generate" when args.Length >= 3:
        await ClosedLoop.RunAsync(args[1], new Uri(args[2]), connections: 50, TimeSpan.FromSeconds(args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 4));
        return 0;
    case "arrivals" when args.Length == 4:
        ArrivalError.Print(args[1], double.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        return 0;
    case "micro":
        Micro.Run();
        return 0;
    case "footprint" when args.Length == 2:
        await Footprint.RunAsync(new Uri(args[1]));
        return 0;
    default:
        Console.Error.WriteLine("SideBySide micro | footprint URL | arrivals LOG RATE SECONDS");
        Console.Error.WriteLine("SideBySide generate CLIENT URL [SECONDS]   CLIENT: engine, engine-sockets, engine-runtime, script, lean, lean-sockets, runtime, httpclient");
        return 2;
}
