namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>Finds the fewest steps from one text to another.</summary>
/// <remarks>
/// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986). Walking the grid of both texts, where a diagonal step keeps
/// a unit and costs nothing, a step right drops and a step down adds: furthest[k] is how far right the best path of d steps gets on diagonal k = x - y.
/// Time O((N + M) D) and memory O(D²) for D steps, so texts that share nothing are not searched beyond <see cref="MostSteps"/>: all old is dropped, all new added.
/// </remarks>
internal static class EditScript
{
    public const int MostSteps = 1_000;

    public static IReadOnlyList<Edit> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // What both begin and end with costs nothing, and leaves less to search.
        var head = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head])
            head++;
        var tail = 0;
        while (tail < before.Count - head && tail < after.Count - head && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        var (old, young) = (before.Skip(head).Take(before.Count - head - tail).ToArray(), after.Skip(head).Take(after.Count - head - tail).ToArray());
        return [.. before.Take(head).Select(Kept), .. Search(old, young), .. before.Skip(before.Count - tail).Select(Kept)];
    }

    private static Edit Kept(string unit) => new(Edit.Keep, unit);

    private static List<Edit> Search(string[] old, string[] young)
    {
        var furthest = new List<int[]>();
        var previous = new int[] { 0 };
        for (var d = 0; d <= Math.Min(old.Length + young.Length, MostSteps); d++)
        {
            // Diagonals -d, -d + 2, ..., d are at places 0, 1, ..., d.
            var current = new int[d + 1];
            for (var place = 0; place <= d; place++)
            {
                var k = (2 * place) - d;
                var x = d == 0 ? 0 : StepsDown(previous, place, d) ? previous[place] : previous[place - 1] + 1;
                while (x < old.Length && x - k < young.Length && x - k >= 0 && old[x] == young[x - k])
                    x++;
                current[place] = x;
                if (x >= old.Length && x - k >= young.Length)
                {
                    furthest.Add(current);
                    return Trace(furthest, old, young);
                }
            }

            furthest.Add(current);
            previous = current;
        }

        return [.. old.Select(unit => new Edit(Edit.Drop, unit)), .. young.Select(unit => new Edit(Edit.Add, unit))];
    }

    // Whether the best path to a diagonal comes from the one above (adding a unit) or from the one below (dropping one).
    private static bool StepsDown(int[] previous, int place, int d) => place == 0 || (place < d && previous[place - 1] < previous[place]);

    private static List<Edit> Trace(List<int[]> furthest, string[] old, string[] young)
    {
        var edits = new List<Edit>();
        var place = (old.Length - young.Length + furthest.Count - 1) / 2;
        var (x, y) = (old.Length, young.Length);
        for (var d = furthest.Count - 1; d > 0; d--)
        {
            var down = StepsDown(furthest[d - 1], place, d);
            var from = down ? place : place - 1;
            var start = furthest[d - 1][from];
            var startY = start - ((2 * from) - (d - 1));
            var afterStep = down ? start : start + 1;
            while (x > afterStep)
            {
                edits.Add(Kept(old[--x]));
                y--;
            }

            edits.Add(down ? new Edit(Edit.Add, young[--y]) : new Edit(Edit.Drop, old[--x]));
            (x, y, place) = (start, startY, from);
        }

        while (x > 0)
            edits.Add(Kept(old[--x]));
        edits.Reverse();
        return edits;
    }
}
