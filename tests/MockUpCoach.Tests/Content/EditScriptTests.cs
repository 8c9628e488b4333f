using UpCoach.MockUpCoach.Content.Differences;

namespace UpCoach.MockUpCoach.Tests.Content;

public sealed class EditScriptTests
{
    [Theory]
    [InlineData("abcabba", "cbabac", 5)] // Myers' own example.
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "xyz", 6)]
    [InlineData("abcdef", "abXdef", 2)]
    public void Between_TwoTexts_IsShortestAndLeadsFromOneToTheOther(string before, string after, int steps)
    {
        var edits = EditScript.Between(Units(before), Units(after));
        Assert.Equal(before, Join(edits, Edit.Add));
        Assert.Equal(after, Join(edits, Edit.Drop));
        Assert.Equal(steps, edits.Count(edit => edit.Mark != Edit.Keep));
    }

    [Fact]
    public void Between_RandomTexts_LeadsFromOneToTheOther()
    {
        var random = new Random(4);
        for (var n = 0; n < 300; n++)
        {
            var (before, after) = (Text(random), Text(random));
            var edits = EditScript.Between(Units(before), Units(after));
            Assert.Equal(before, Join(edits, Edit.Add));
            Assert.Equal(after, Join(edits, Edit.Drop));
            Assert.Equal(before.Length + after.Length - (2 * LongestCommonSubsequence(before, after)), edits.Count(edit => edit.Mark != Edit.Keep));
        }
    }

    [Fact]
    public void Between_TextsThatShareNothing_IsBounded()
    {
        var (before, after) = (Enumerable.Range(0, 10_000).Select(n => $"a{n}").ToList(), Enumerable.Range(0, 10_000).Select(n => $"b{n}").ToList());
        Assert.Equal(20_000, EditScript.Between(before, after).Count);
    }

    [Fact]
    public void Build_ChangesFarApart_AreHunksOfTheirOwn()
    {
        var before = Enumerable.Range(1, 20).Select(n => $"line {n}").ToList();
        var after = before.ToList();
        after[2] = "three";
        after.RemoveAt(17);
        var hunks = HunkBuilder.Build(EditScript.Between(before, after), 2);
        Assert.Equal([(1, 5, 1, 5), (16, 5, 16, 4)], hunks.Select(hunk => (hunk.OldStart, hunk.OldCount, hunk.NewStart, hunk.NewCount)));
        Assert.Equal(["-line 3", "+three"], hunks[0].Lines.Where(line => line[0] != ' '));
    }

    [Fact]
    public void Build_InsertionIntoNothing_StartsAtZero()
    {
        var hunk = Assert.Single(HunkBuilder.Build(EditScript.Between([], ["one"]), 3));
        Assert.Equal((0, 0, 1, 1), (hunk.OldStart, hunk.OldCount, hunk.NewStart, hunk.NewCount));
    }

    [Fact]
    public void Split_BySentence_CutsProse() =>
        Assert.Equal(["One 1.5 here.", "Two?", "Three!", "Four"], TextUnits.Split("One 1.5 here. Two? Three!\nFour", bySentence: true));

    private static List<string> Units(string text) => [.. text.Select(c => c.ToString())];

    private static string Join(IReadOnlyList<Edit> edits, char without) => string.Concat(edits.Where(edit => edit.Mark != without).Select(edit => edit.Unit));

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => (char)('a' + random.Next(3))));

    private static int LongestCommonSubsequence(string one, string other)
    {
        var lengths = new int[one.Length + 1, other.Length + 1];
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
                lengths[i, j] = one[i - 1] == other[j - 1] ? lengths[i - 1, j - 1] + 1 : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
        }

        return lengths[one.Length, other.Length];
    }
}
