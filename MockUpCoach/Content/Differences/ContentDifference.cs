using System.Text.Json.Serialization;

namespace UpCoach.MockUpCoach.Content.Differences;

/// <summary>What changed from one version of an article to another.</summary>
/// <param name="From">The one version.</param>
/// <param name="To">The other.</param>
/// <param name="Title">The headlines; left out if they are equal.</param>
/// <param name="TagsAdded">Tags that only the other has.</param>
/// <param name="TagsRemoved">Tags that only the one has.</param>
/// <param name="Hunks">Where the bodies differ, in order; empty if they are equal.</param>
public sealed record ContentDifference(
    int From,
    int To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TitleChange? Title,
    IReadOnlyList<string> TagsAdded,
    IReadOnlyList<string> TagsRemoved,
    IReadOnlyList<Hunk> Hunks)
{
    internal static ContentDifference Between(ContentItem before, ContentItem after, int context, bool bySentence) => new(
        before.Version, after.Version, before.Title == after.Title ? null : new TitleChange(before.Title, after.Title),
        [.. after.Tags.Except(before.Tags)], [.. before.Tags.Except(after.Tags)],
        HunkBuilder.Build(EditScript.Between(TextUnits.Split(before.Body, bySentence), TextUnits.Split(after.Body, bySentence)), context));
}
