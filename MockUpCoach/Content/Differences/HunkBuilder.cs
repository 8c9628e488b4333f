namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>Groups edits into hunks: changes whose surroundings touch are one.</summary>
internal static class HunkBuilder
{
    public static IReadOnlyList<Hunk> Build(IReadOnlyList<Edit> edits, int context)
    {
        var hunks = new List<Hunk>();
        var (oldLine, newLine) = (1, 1);
        for (var n = 0; n < edits.Count;)
        {
            var change = Next(edits, n);
            if (change < 0)
                break;
            var start = Math.Max(n, change - context);
            (oldLine, newLine) = (oldLine + start - n, newLine + start - n);
            var end = End(edits, change, context);
            var slice = edits.Skip(start).Take(end - start).ToList();
            var (old, young) = (slice.Count(edit => edit.Mark != Edit.Add), slice.Count(edit => edit.Mark != Edit.Drop));
            hunks.Add(new Hunk(old == 0 ? oldLine - 1 : oldLine, old, young == 0 ? newLine - 1 : newLine, young, [.. slice.Select(edit => edit.Mark + edit.Unit)]));
            (oldLine, newLine, n) = (oldLine + old, newLine + young, end);
        }

        return hunks;
    }

    private static int Next(IReadOnlyList<Edit> edits, int from)
    {
        for (var n = from; n < edits.Count; n++)
        {
            if (edits[n].Mark != Edit.Keep)
                return n;
        }

        return -1;
    }

    // One past the last unit of the hunk whose first change is given.
    private static int End(IReadOnlyList<Edit> edits, int change, int context)
    {
        var last = change;
        for (var next = Next(edits, last + 1); next >= 0 && next - last <= (2 * context) + 1; next = Next(edits, last + 1))
            last = next;
        return Math.Min(edits.Count, last + 1 + context);
    }
}
