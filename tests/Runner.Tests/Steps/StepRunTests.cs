namespace UpCoach.Runner.Tests.Steps;

/// <summary>A plan without code against a foreign system: data, sign-in, a token that is taken along, checks.</summary>
[Trait("kind", "server")]
public sealed class StepRunTests : IAsyncLifetime
{
    private const string Plan = """
        {"scenarios": {"shopping": {"executor": "per-vu-iterations", "vus": 2, "iterations": 3, "maxDuration": "60s", "data": "users.csv", "env": {"SHOP": "north"},
          "steps": [
            {"name": "sign in", "method": "POST", "url": "/login", "form": {"user": "{user}", "password": "{password}"}, "extract": {"token": "$.access[0].token"},
             "checks": [{"status": 200}, {"jsonpath": "$.ok", "equals": true}]},
            {"name": "order", "method": "POST", "url": "/orders/{user}?note={password}", "headers": {"Authorization": "Bearer {token}"},
             "body": {"by": "{user} of {SHOP}", "age": "{age:json}", "tags": ["{{x}}", 1, null]},
             "extract": {"lines": {"header": "Location"}, "id": {"regex": "\"id\":(\\d+)"}},
             "checks": [{"status": [200, 201]}, {"jsonpath": "$.id", "equals": 77}, {"header": "Location", "contains": "/orders/{id}"}], "think": "10ms"},
            {"name": "lines", "url": "{lines}", "checks": [{"jsonpath": "$.lines[-1]", "equals": "b"}, {"jsonpath": "$.missing", "exists": false}, {"contains": "\"order\":{id}"}]}
          ]}},
         "thresholds": {"checks": ["rate==1"], "http_req_failed": ["rate==0"]}}
        """;

    private readonly RunnerBench _bench = new();
    private readonly ShopSystem _shop = new();

    public ValueTask InitializeAsync() => _shop.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Steps_WithData_EachUserGoesItsWay()
    {
        _bench.Plan("user,password,age\nann,p&q=1,31\nbob,\"x, y\",42\n", "users.csv");
        _bench.AssertExit(0, await RunAsync(Plan));
        Assert.Equal(18, _bench.Requests());
        string[] expected =
        [
            """ann|p&q=1|Bearer t-ann-p&q=1|{"by":"ann of north","age":31,"tags":["{x}",1,null]}""",
            """bob|x, y|Bearer t-bob-x, y|{"by":"bob of north","age":42,"tags":["{x}",1,null]}""",
        ];
        Assert.Equal(expected.SelectMany(order => Enumerable.Repeat(order, 3)), _shop.Orders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Steps_ValueThatIsMissing_FailsItsCheckAndEndsTheIteration()
    {
        _shop.ForgetsTokens = true;
        _bench.Plan("user,password,age\nann,p,31\n", "users.csv");
        _bench.AssertExit(99, await RunAsync(Plan));
        Assert.Empty(_shop.Orders);
        Assert.Equal(6, _bench.Requests());
        Assert.Contains("sign in: gives token", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_OnTwoAgents_HaveTheirDataToo()
    {
        _bench.Plan("user,password,age\nann,p,31\nbob,q,42\n", "users.csv");
        _bench.AssertExit(0, await RunAsync(Plan, "--agents", "2"));
        Assert.Equal(["ann", "ann", "ann", "bob", "bob", "bob"], _shop.Orders.Select(order => order[..3]).Order(StringComparer.Ordinal));
    }

    private Task<int> RunAsync(string plan, params string[] more) =>
        _bench.CallAsync(["run", _bench.Plan(plan), "--target", _shop.Address.ToString(), "--out", _bench.Run, .. more]);
}
