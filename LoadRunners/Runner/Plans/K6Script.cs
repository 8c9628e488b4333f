using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Modules;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Reads the <c>options</c> that a k6 script exports, by running the script's init code. Its functions are not run: scenarios of this project take their place.</summary>
/// <remarks>
/// Modules of k6 and of the web are stand-ins that accept everything; modules and files beside the script are read. The script can reach nothing
/// else, and is stopped after <see cref="Patience"/>.
/// </remarks>
internal static class K6Script
{
    private const long MemoryBytes = 256 * 1024 * 1024;
    private const int Recursion = 500;

    // Everything may be asked of it, called and built: `new Trend('x')`, `http.file(...)`, `new SharedArray('users', () => ...)[0].name`.
    private const string StandIn = """
        (() => {
          const anything = new Proxy(function () {}, {
            get: (_, key) => key === Symbol.toPrimitive ? () => '' : key === Symbol.iterator ? function* () {} : anything,
            apply: () => anything,
            construct: () => anything,
          });
          return anything;
        })()
        """;

    /// <summary>How long the init code may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Gives the options as JSON.</summary>
    /// <param name="path">The script.</param>
    /// <param name="environment">What the script reads as <c>__ENV</c>.</param>
    /// <exception cref="CommandException">The script fails, or exports no options.</exception>
    public static string ReadOptions(string path, IReadOnlyDictionary<string, string> environment)
    {
        var full = Path.GetFullPath(path);
        var loader = new K6ModuleLoader(Path.GetDirectoryName(full)!);
        using var engine = new Jint.Engine(options => options
            .EnableModules(loader)
            .TimeoutInterval(Patience)
            .LimitMemory(MemoryBytes)
            .LimitRecursion(Recursion)
            .Strict());
        try
        {
            loader.StandIn = engine.Evaluate(StandIn);
            engine.SetValue("__ENV", JsValue.FromObject(engine, environment.ToDictionary()));
            engine.SetValue("__VU", 0);
            engine.SetValue("__ITER", 0);
            engine.SetValue("open", new Func<string, string>(loader.ReadFile));
            engine.SetValue("console", loader.StandIn);
            var options = engine.Modules.Import("./" + Path.GetFileName(full)).Get("options");
            if (options.IsUndefined())
                throw new CommandException(ExitCodes.BadInput, [$"{Path.GetFileName(path)}: exports no options; k6 reads `export const options = {{ ... }}`"]);
            return engine.Evaluate("JSON.stringify").Call(options).AsString();
        }
        catch (JavaScriptException e)
        {
            throw Failure(path, string.Create(CultureInfo.InvariantCulture, $"line {e.Location.Start.Line}: {e.Message}"));
        }
        catch (Exception e) when (e is Acornima.ParseErrorException or ModuleResolutionException or JintException or TimeoutException or IOException or InvalidOperationException)
        {
            throw Failure(path, e.Message);
        }
    }

    private static CommandException Failure(string path, string reason) =>
        new(ExitCodes.BadInput, [$"{Path.GetFileName(path)}: its options can't be read: {reason}"]);
}
