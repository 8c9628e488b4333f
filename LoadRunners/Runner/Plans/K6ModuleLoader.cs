using Acornima.Ast;
using Jint.Native;
using Jint.Runtime.Modules;

namespace UpCoach.LoadRunners.Runner.Plans;

/// <summary>Gives a k6 script its modules: files of its folder as they are, everything else as a stand-in with the names that are asked of it.</summary>
/// <param name="folder">The script's folder; nothing outside of it is read.</param>
internal sealed class K6ModuleLoader(string folder) : IModuleLoader
{
    // What all scripts import from each stand-in; known once a file is parsed, before its imports are loaded.
    private readonly Dictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    /// <summary>The value of every import of a stand-in.</summary>
    public JsValue StandIn { get; set; } = JsValue.Undefined;

    /// <inheritdoc/>
    public ResolvedSpecifier Resolve(string? referencingModuleLocation, ModuleRequest moduleRequest)
    {
        var specifier = moduleRequest.Specifier;
        if (!specifier.StartsWith('.') && !specifier.StartsWith('/'))
            return new ResolvedSpecifier(moduleRequest, specifier, null, SpecifierType.Bare);
        var from = referencingModuleLocation is { Length: > 0 } location && Path.IsPathRooted(location) ? Path.GetDirectoryName(location)! : folder;
        var path = Path.GetFullPath(specifier, from);
        return new ResolvedSpecifier(moduleRequest, path, new Uri(path), SpecifierType.RelativeOrAbsolute);
    }

    /// <inheritdoc/>
    public Jint.Runtime.Modules.Module LoadModule(Jint.Engine engine, ResolvedSpecifier resolved)
    {
        if (resolved.Type == SpecifierType.Bare)
        {
            var names = _names.GetValueOrDefault(resolved.ModuleRequest.Specifier) ?? [];
            var exports = names.Append("default").Distinct(StringComparer.Ordinal).Select(name => name == "default" ? "export default value;" : $"export const {name} = value;");
            engine.SetValue("__standIn", StandIn);
            return ModuleFactory.BuildSourceTextModule(engine, resolved, $"const value = __standIn; {string.Join(' ', exports)}");
        }

        var program = Jint.Engine.PrepareModule(ReadFile(resolved.Key), resolved.Key);
        Note(program.Program!);
        return ModuleFactory.BuildSourceTextModule(engine, program);
    }

    /// <summary>Reads a file of the script's folder, as k6's <c>open</c> does.</summary>
    /// <exception cref="IOException">It is outside of the folder, or can't be read.</exception>
    public string ReadFile(string file)
    {
        var path = Path.GetFullPath(file, folder);
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? File.ReadAllText(path)
            : throw new IOException($"{file} is outside of the script's folder; only files in it are read");
    }

    private void Note(Acornima.Ast.Module program)
    {
        foreach (var import in program.Body.OfType<ImportDeclaration>())
        {
            if (!_names.TryGetValue(import.Source.Value, out var names))
                _names.Add(import.Source.Value, names = []);
            names.UnionWith(import.Specifiers.OfType<ImportSpecifier>().Select(specifier => specifier.Imported is Identifier name ? name.Name : ((StringLiteral)specifier.Imported).Value));
        }
    }
}
