using System.Text;
using System.Text.Encodings.Web;
using UpCoach.LoadRunners.Engine.Plans;

namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>A text with places for variables: <c>/goals/{id}</c>. <c>{{</c> and <c>}}</c> stand for braces.</summary>
internal sealed class Template
{
    private readonly TemplatePart[] _parts;

    private Template(TemplatePart[] parts) => _parts = parts;

    /// <summary>Gets whether it is the same text for everybody.</summary>
    public bool IsConstant => _parts.All(part => part.Slot is null);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escaping">How values are written into it.</param>
    /// <param name="names">The variables there are.</param>
    /// <param name="path">Its place in the plan.</param>
    /// <param name="errors">Gets what is wrong with it.</param>
    public static Template Parse(string text, Escaping escaping, VariableNames names, string path, PlanErrors errors) =>
        new([.. PartsOf(text, escaping, names, path, errors)]);

    /// <summary>Joins templates.</summary>
    public static Template Join(IEnumerable<Template> templates) => new([.. templates.SelectMany(template => template._parts)]);

    /// <summary>Gives a text without places.</summary>
    public static Template Constant(string text) => new([new TemplatePart(text, null, Escaping.None)]);

    /// <summary>Gives a variable's value as it is.</summary>
    public static Template Variable(int slot) => new([new TemplatePart("", slot, Escaping.None)]);

    /// <summary>Gives this template with a variable that it begins with as it is: a whole address that an earlier response gave.</summary>
    public Template WithPlainStart() => Array.FindIndex(_parts, part => part.Slot is not null || part.Text.Length > 0) is >= 0 and var first && _parts[first].Slot is not null
        ? new([.. _parts.Select((part, n) => n == first ? part with { Escaping = Escaping.None } : part)])
        : this;

    /// <summary>Writes the text.</summary>
    public string Render(IReadOnlyList<string?> values)
    {
        if (_parts is [{ Slot: null } only])
            return only.Text;
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.Slot is not { } slot ? part.Text : part.Escaping switch
            {
                Escaping.Uri => Uri.EscapeDataString(values[slot] ?? ""),
                Escaping.Json => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(values[slot] ?? ""),
                _ => values[slot],
            });
        }

        return text.ToString();
    }

    private static List<TemplatePart> PartsOf(string text, Escaping escaping, VariableNames names, string path, PlanErrors errors)
    {
        List<TemplatePart> parts = [];
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is not ('{' or '}'))
            {
                literal.Append(letter);
            }
            else if (at + 1 < text.Length && text[at + 1] == letter)
            {
                literal.Append(letter);
                at++;
            }
            else if (letter == '}' || text.IndexOf('}', at) is not (> 0 and var end))
            {
                errors.Add(path, $"'{letter}' at position {at + 1} stands alone; a variable is {{name}}, a brace of the text is doubled");
                return parts;
            }
            else
            {
                var name = text[(at + 1)..end];
                if (!names.TryFind(name, out var slot))
                    errors.Add(path, $"there is no variable '{name}' at this step; there are: {string.Join(", ", names.All)}");
                parts.Add(new TemplatePart(literal.ToString(), null, Escaping.None));
                parts.Add(new TemplatePart("", slot, escaping));
                literal.Clear();
                at = end;
            }
        }

        if (literal.Length > 0 || parts.Count == 0)
            parts.Add(new TemplatePart(literal.ToString(), null, Escaping.None));
        return parts;
    }
}
