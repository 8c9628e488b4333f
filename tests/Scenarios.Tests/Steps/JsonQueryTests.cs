using System.Text.Json;
using UpCoach.LoadRunners.Scenarios.Steps;

namespace UpCoach.Scenarios.Tests.Steps;

public sealed class JsonQueryTests
{
    private static readonly JsonElement Document = JsonDocument.Parse("""{"a": {"b": [10, {"odd key": "x", "it's": true}]}, "naïve": null, "n-1": 5}""").RootElement;

    [Theory]
    [InlineData("$.a.b[0]", "10")]
    [InlineData("$.a.b[-1]['odd key']", "\"x\"")]
    [InlineData("$['a']['b'][1]['it\\'s']", "true")]
    [InlineData("$.naïve", "null")]
    [InlineData("$.n-1", "5")]
    public void Find_PlaceThatExists_GivesItsValue(string query, string expected) =>
        Assert.Equal(expected, JsonQuery.TryParse(query)!.Find(Document)!.Value.GetRawText());

    [Theory]
    [InlineData("$.a.c")]
    [InlineData("$.a.b[2]")]
    [InlineData("$.a.b[-3]")]
    [InlineData("$.a.b.length")]
    [InlineData("$.a[0]")]
    [InlineData("$.a.b[0].c")]
    public void Find_PlaceThatDoesNotExist_GivesNull(string query) => Assert.Null(JsonQuery.TryParse(query)!.Find(Document));

    [Fact]
    public void Find_Root_GivesTheWhole() => Assert.Equal(JsonValueKind.Object, JsonQuery.TryParse("$")!.Find(Document)!.Value.ValueKind);

    [Theory]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("$.")]
    [InlineData("$.a[*]")]
    [InlineData("$..a")]
    [InlineData("$.a[")]
    [InlineData("$.a['b]")]
    [InlineData("$.a[1:2]")]
    [InlineData("")]
    public void TryParse_WhatIsNoPathToOnePlace_GivesNull(string query) => Assert.Null(JsonQuery.TryParse(query));
}
