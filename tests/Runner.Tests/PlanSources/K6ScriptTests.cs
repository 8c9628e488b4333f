namespace UpCoach.Runner.Tests.PlanSources;

public sealed class K6ScriptTests : IDisposable
{
    // The request's own configuration, to the letter.
    private const string AsItStands = """
        export let options = {
          scenarios: {
            // OAuth authentication load testing
            oauth_authentication: {
              executor: 'ramping-vus',
              startVUs: 0,
              stages: [
                { duration: '2m', target: 50 },   // Ramp to 50 concurrent users
                { duration: '5m', target: 50 },   // Maintain 50 users
                { duration: '2m', target: 100 },  // Ramp to 100 users
                { duration: '5m', target: 100 },  // Maintain 100 users
                { duration: '2m', target: 0 },    // Ramp down
              ],
              env: { SCENARIO: 'oauth_auth' },
            },

            // Mobile API endpoints load testing
            mobile_api_endpoints: {
              executor: 'constant-vus',
              vus: 200,
              duration: '10m',
              env: { SCENARIO: 'mobile_api' },
            },

            // Content management API load testing
            content_management: {
              executor: 'ramping-arrival-rate',
              startRate: 10,
              timeUnit: '1s',
              stages: [
                { duration: '5m', target: 50 },   // 50 requests/sec
                { duration: '10m', target: 100 }, // 100 requests/sec
                { duration: '5m', target: 0 },    // Ramp down
              ],
              env: { SCENARIO: 'content_api' },
            },
          },
          thresholds: {
            http_req_duration: ['p(95)<500'],      // 95% under 500ms
            http_req_failed: ['rate<0.01'],        // Error rate < 1%
            http_req_waiting: ['p(90)<300'],       // 90% waiting time < 300ms
          },
        };
        """;

    // The same with what a real script has around it.
    private const string Script = """
        import http from 'k6/http';
        import { check, sleep } from 'k6';
        import { Trend } from 'k6/metrics';
        import { SharedArray } from 'k6/data';
        import { randomIntBetween } from 'https://jslib.k6.io/k6-utils/1.4.0/index.js';
        import { minutes } from './lib/times.js';

        const waiting = new Trend('waiting', true);
        const users = new SharedArray('users', () => JSON.parse(open('./users.json')));
        const file = http.file(open('./users.json'), 'users.json');

        export let options = {
          scenarios: {
            oauth_authentication: {
              executor: 'ramping-vus', startVUs: 0,
              stages: [{ duration: minutes(2), target: 50 }, { duration: '5m', target: 50 }, { duration: '2m', target: 0 }],
              env: { SCENARIO: __ENV.NAME || 'oauth_auth' },
            },
            mobile_api_endpoints: { executor: 'constant-vus', vus: 200, duration: '10m', env: { SCENARIO: 'mobile_api' } },
            content_management: {
              executor: 'ramping-arrival-rate', startRate: 10, timeUnit: '1s', preAllocatedVUs: 50,
              stages: [{ duration: '5m', target: 50 }, { duration: '10m', target: 100 }, { duration: '5m', target: 0 }],
            },
          },
          thresholds: { http_req_duration: ['p(95)<500'], http_req_failed: ['rate<0.01'], http_req_waiting: ['p(90)<300'] },
        };

        export function setup() { throw new Error('is not run'); }
        export default function () { http.get(users[0].url); sleep(randomIntBetween(1, 3)); }
        """;

    private readonly RunnerBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Options_OfARealScript_AreThePlan()
    {
        _bench.Plan("export const minutes = n => `${n}m`;", "lib/times.js");
        _bench.Plan("[]", "users.json");
        Assert.Equal(0, await ReadAsync(Script));
        Assert.Contains("3 scenarios, 3 thresholds", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("mobile_api_endpoints: 200 looping VUs for 10m", _bench.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_OfTheRequestAsItStands_ArePlanned()
    {
        Assert.Equal(0, await ReadAsync(AsItStands));
        Assert.Contains("content_management: Up to 100 iterations/s for 20m over 3 stages (VUs: 200-200)", _bench.Out, StringComparison.Ordinal);
        Assert.Contains("note: script.js: content_management says no preAllocatedVUs, which k6 refuses: it has 200 users at --scale-rate 1, enough while an iteration takes 2 s or less.", _bench.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("executor: 'constant-arrival-rate', rate: 30, timeUnit: '1m', duration: '1m'", "VUs: 1-1")]
    [InlineData("executor: 'constant-arrival-rate', rate: 30, timeUnit: 2000, duration: '1m', maxVUs: 12", "VUs: 12-12")]
    [InlineData("executor: 'constant-arrival-rate', rate: 30, duration: '1m', maxVUs: 90", "VUs: 60-90")]
    [InlineData("executor: 'ramping-arrival-rate', startRate: 7, stages: [{ duration: '1m', target: 3 }]", "VUs: 14-14")]
    public async Task Users_OfAScriptThatNamesNone_AreTwoSecondsOfArrivals(string scenario, string expected)
    {
        Assert.Equal(0, await ReadAsync($"export const options = {{ scenarios: {{ content_management: {{ {scenario} }} }} }};"));
        Assert.Contains(expected, _bench.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("executor: 'constant-arrival-rate', rate: 'x', duration: '1m'")]
    [InlineData("executor: 'constant-arrival-rate', rate: 30, timeUnit: 'x', duration: '1m'")]
    [InlineData("executor: 'ramping-arrival-rate', stages: 7")]
    public async Task Users_WhereTheRateIsWrong_AreLeftToThePlansReader(string scenario)
    {
        Assert.Equal(104, await ReadAsync($"export const options = {{ scenarios: {{ content_management: {{ {scenario} }} }} }};"));
        Assert.Contains("$.scenarios.content_management.preAllocatedVUs: is required", _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export const other = {};", "exports no options")]
    [InlineData("export const options = {", "can't be read")]
    [InlineData("\nthrow new Error('boom');", "line 2: boom")]
    [InlineData("const secret = open('/etc/passwd'); export const options = {};", "outside of the script's folder")]
    [InlineData("import x from '../other.js'; export const options = {};", "outside of the script's folder")]
    [InlineData("const deep = () => deep(); deep();", "can't be read")]
    [InlineData("export const options = { scenarios: { oauth_authentication: { executor: 'ramping-vu' } } };", "$.scenarios.oauth_authentication.executor: unknown executor 'ramping-vu'")]
    public async Task Script_ThatIsNoPlan_SaysWhy(string script, string expected)
    {
        Assert.Equal(104, await ReadAsync(script));
        Assert.Contains(expected, _bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("plan.json", "--k6-options", "script.js")]
    public async Task Plan_NoneOrTwo_IsBadInput(params string[] args) => Assert.Equal(104, await _bench.CallAsync(["validate", .. args]));

    private Task<int> ReadAsync(string script) => _bench.CallAsync("validate", "--k6-options", _bench.Plan(script, "script.js"));
}
