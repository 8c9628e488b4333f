using System.Text;
using UpCoach.LoadRunners.Reporting.Text;

namespace UpCoach.LoadRunners.Reporting.Html;

/// <summary>
/// A page under construction. Every string goes through <see cref="Text"/> or an attribute value, and both escape: there is no other door.
/// The result is well-formed XML too, so that any XML reader can read the report back.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _page = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; attributes with a null value are left out.</summary>
    public HtmlText Open(string element, params (string Name, string? Value)[] attributes)
    {
        Start(element, attributes);
        _page.Append('>');
        _open.Push(element);
        return this;
    }

    /// <summary>An element that HTML (void) or SVG lets end itself; others would stay open in a browser.</summary>
    public HtmlText Empty(string element, params (string Name, string? Value)[] attributes)
    {
        Start(element, attributes);
        _page.Append("/>");
        return this;
    }

    /// <summary>Closes the innermost element.</summary>
    public HtmlText Close()
    {
        _page.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Closes the innermost element and ends the line, to keep the file readable.</summary>
    public HtmlText CloseLine()
    {
        Close();
        _page.Append('\n');
        return this;
    }

    /// <summary>Text content.</summary>
    public HtmlText Text(string? text)
    {
        Escape(text);
        return this;
    }

    /// <summary>An element with only text in it.</summary>
    public HtmlText Leaf(string element, string? text, string? cssClass = null, string? title = null) =>
        Open(element, ("class", cssClass), ("title", title)).Text(text).Close();

    /// <summary>Our own style sheet, the one text that is not escaped: it is a resource of this assembly, never data.</summary>
    public HtmlText Style(string css)
    {
        _page.Append("<style>\n").Append(css).Append("</style>\n");
        return this;
    }

    /// <summary>The finished page.</summary>
    public string Finish() => _open.Count == 0
        ? "<!DOCTYPE html>\n" + _page
        : throw new InvalidOperationException($"<{_open.Peek()}> was left open.");

    private void Start(string element, (string Name, string? Value)[] attributes)
    {
        _page.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is null)
            {
                continue;
            }

            _page.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _page.Append('"');
        }
    }

    private void Escape(string? text)
    {
        foreach (var character in CleanText.Of(text))
        {
            _ = character switch
            {
                '&' => _page.Append("&amp;"),
                '<' => _page.Append("&lt;"),
                '>' => _page.Append("&gt;"),
                '"' => _page.Append("&quot;"),
                '\'' => _page.Append("&#39;"),
                _ => _page.Append(character),
            };
        }
    }
}
