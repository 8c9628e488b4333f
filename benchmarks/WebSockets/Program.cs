using System.Diagnostics;
using System.Globalization;
using UpCoach.Benchmarks.WebSockets;

// As the runner does, before the first socket.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

// What do N WebSocket connections with one message a second each cost the generator? Server and generator are processes of their own:
//   dotnet run -c Release --project benchmarks/WebSockets -- [connections] [seconds]
if (args is ["serve"]) return await EchoTarget.ServeAsync();

var connections = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
using var target = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
var address = new Uri((await target.StandardOutput.ReadLineAsync())!);
await new Generator(address, connections).RunAsync(TimeSpan.FromSeconds(seconds));
target.StandardInput.Close();
await target.WaitForExitAsync();
return 0;
