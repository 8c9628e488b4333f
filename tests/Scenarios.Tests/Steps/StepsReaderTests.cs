using UpCoach.LoadRunners.Engine.Plans;
using UpCoach.LoadRunners.Engine.Scenarios;
using UpCoach.LoadRunners.Protocols.Http;
using UpCoach.LoadRunners.Scenarios.Steps;

namespace UpCoach.Scenarios.Tests.Steps;

public sealed class StepsReaderTests
{
    private static readonly ScenarioCatalog Catalog = new([]) { Inline = new StepsReader(new HttpTransport()) };

    [Fact]
    public void Read_StepsOfTheDocumentation_AreAPlan()
    {
        var read = Read("""
            "steps": [{"name": "ping", "method": "GET", "url": "/ping?id={id}", "headers": {}, "body": {}, "extract": {"token": "$.access_token"},
                       "checks": [{"status": 200}, {"jsonpath": "$.ok", "equals": true}], "think": "1s"},
                      {"name": "again", "url": "/{token}/{vu}/{iteration}/{uuid}/{HOST}"}],
            "data": {"columns": ["id"], "rows": [["1"]]}, "env": {"HOST": "x"}
            """);
        Assert.True(read.IsValid, string.Join('\n', read.Errors));
        Assert.NotNull(read.Plan.Scenarios[0].Inline);
    }

    [Fact]
    public void Read_ExampleOfThePlansPage_IsAPlan()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "plans.md"));
        var example = page.Split("```json\n").Select(part => part.Split("```")[0]).Single(block => block.Contains("\"steps\"", StringComparison.Ordinal));
        // The runner puts the file's content there.
        var withData = example.Replace("\"users.csv\"", """{"columns": ["user", "password", "note", "age"], "rows": [["a", "b", "c", "1"]]}""", StringComparison.Ordinal);
        Assert.Empty(PlanReader.Read(withData, Catalog).Errors);
    }

    [Theory]
    [InlineData("""{"name": "a", "url": "/{id}"}""", "$.scenarios.s.steps[0].url", "there is no variable 'id' at this step; there are: vu, iteration, uuid")]
    [InlineData("""{"name": "a", "url": "/{id"}""", "$.scenarios.s.steps[0].url", "'{' at position 2 stands alone")]
    [InlineData("""{"name": "a", "url": "/id}"}""", "$.scenarios.s.steps[0].url", "'}' at position 4 stands alone")]
    [InlineData("""{"name": "a", "url": "/", "body": {"x": ["{id}"]}}""", "$.scenarios.s.steps[0].body.x[0]", "there is no variable 'id'")]
    [InlineData("""{"name": "a", "url": "/", "headers": {"X": "{id}"}}""", "$.scenarios.s.steps[0].headers.X", "there is no variable 'id'")]
    [InlineData("""{"name": "a", "url": "/", "form": {"x": "1"}, "body": "y"}""", "$.scenarios.s.steps[0].form", "can't stand beside body")]
    [InlineData("""{"name": "a", "url": "/", "method": "FETCH"}""", "$.scenarios.s.steps[0].method", "GET, POST")]
    [InlineData("""{"name": "a", "url": "/", "extract": {"t": "token"}}""", "$.scenarios.s.steps[0].extract.t", "expected a JSONPath")]
    [InlineData("""{"name": "a", "url": "/", "extract": {"t": {}}}""", "$.scenarios.s.steps[0].extract.t", "expected jsonpath, header or regex")]
    [InlineData("""{"name": "a", "url": "/", "extract": {"t": {"regex": "("}}}""", "$.scenarios.s.steps[0].extract.t.regex", "not a regular expression")]
    [InlineData("""{"name": "a", "url": "/", "extract": {"vu": "$.x"}}""", "$.scenarios.s.steps[0].extract.vu", "use another name")]
    [InlineData("""{"name": "a", "url": "/", "checks": [{"status": 20}]}""", "$.scenarios.s.steps[0].checks[0].status", "100 to 599")]
    [InlineData("""{"name": "a", "url": "/", "checks": [{}]}""", "$.scenarios.s.steps[0].checks[0]", "expected one of status")]
    [InlineData("""{"name": "a", "url": "/", "checks": [{"jsonpath": "$.x", "equal": 1}]}""", "$.scenarios.s.steps[0].checks[0].equal", "did you mean 'equals'?")]
    [InlineData("""{"name": "a{vu}", "url": "/"}""", "$.scenarios.s.steps[0].name", "can't have variables")]
    [InlineData("""{"url": "/"}""", "$.scenarios.s.steps[0].name", "is required")]
    [InlineData("""{"name": "a", "url": "/"}, {"name": "a", "url": "/"}""", "$.scenarios.s.steps[1].name", "another step is called 'a'")]
    [InlineData("3", "$.scenarios.s.steps[0]", "expected an object")]
    [InlineData("", "$.scenarios.s.steps", "at least one step")]
    public void Read_StepThatIsWrong_NamesThePlaceAndWhatIsAllowed(string step, string path, string message)
    {
        var read = Read($$""" "steps": [{{step}}] """);
        Assert.False(read.IsValid);
        Assert.Contains(read.Errors, error => error.JsonPath == path && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "exec": "other", "steps": [{"name": "a", "url": "/"}] """, "$.scenarios.s.exec")]
    [InlineData(""" "data": "x.csv" """, "$.scenarios.s.data")]
    public void Read_StepsBesideWhatExcludesThem_IsAnError(string keys, string path) =>
        Assert.Contains(Read(keys).Errors, error => error.JsonPath == path);

    private static PlanReadResult Read(string keys) =>
        PlanReader.Read($$"""{"scenarios": {"s": {"executor": "shared-iterations", {{keys}} } } }""", Catalog);
}
