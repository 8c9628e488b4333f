namespace UpCoach.Runner.Tests.PlanSources;

public sealed class DataFilesTests : IDisposable
{
    private const string Steps = """ "steps": [{"name": "a", "url": "/{id}"}] """;

    private readonly RunnerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("\"none.csv\"", "$.scenarios.a.data: can't read none.csv")]
    [InlineData("{\"file\": \"uneven.csv\"}", "$.scenarios.a.data: can't read uneven.csv")]
    [InlineData("{\"file\": \"ids.csv\", \"pick\": \"any\"}", "$.scenarios.a.data.pick: 'any' is unknown")]
    [InlineData("{\"columns\": [\"id\"], \"rows\": [[\"1\", \"2\"]]}", "$.scenarios.a.data.rows[0]: expected an array of 1")]
    [InlineData("{\"columns\": [\"id\"], \"rows\": []}", "$.scenarios.a.data.rows: expected at least one row")]
    [InlineData("\"empty.csv\"", "$.scenarios.a.data")]
    public async Task Data_ThatCannotBeUsed_NamesThePlace(string data, string expected)
    {
        _bench.Plan("id\n1\n", "ids.csv");
        _bench.Plan("id,name\n1\n", "uneven.csv");
        _bench.Plan("", "empty.csv");
        Assert.Equal(104, await ValidateAsync(data));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"ids.csv\"")]
    [InlineData("{\"file\": \"ids.csv\", \"pick\": \"random\"}")]
    [InlineData("{\"columns\": [\"id\"], \"rows\": [[\"1\"]], \"pick\": \"iteration\"}")]
    public async Task Data_ThatIsThere_IsAccepted(string data)
    {
        _bench.Plan("id\n1\n", "ids.csv");
        Assert.Equal(0, await ValidateAsync(data));
    }

    [Theory]
    [InlineData("\"ids.csv\", \"data\": \"ids.csv\"", "$.scenarios.a.data: this key is given twice")]
    [InlineData("\"ids.csv\", \"tags\": {\"x\": \"1\", \"x\": \"2\"}", "$.scenarios.a.tags.x: this key is given twice")]
    public async Task Key_GivenTwiceBesideData_IsNamedByThePlanReader(string data, string expected)
    {
        _bench.Plan("id\n1\n", "ids.csv");
        Assert.Equal(104, await ValidateAsync(data));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
    }

    private Task<int> ValidateAsync(string data) => _bench.CallAsync("validate", _bench.Plan(
        $$"""{"scenarios": {"a": {"executor": "shared-iterations", "data": {{data}}, {{Steps}} } } }"""));
}
