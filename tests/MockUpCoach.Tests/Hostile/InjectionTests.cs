using Npgsql;

namespace UpCoach.MockUpCoach.Tests.Hostile;

[Trait("kind", "server")]
public sealed class InjectionTests(AttackedApi api) : IClassFixture<AttackedApi>
{
    private static readonly string[] Leaks = ["syntax error", "Npgsql", "SQLSTATE", "   at UpCoach.", "PostgresException", "StackExchange", "invalid input syntax"];

    [Theory]
    [InlineData("'; DROP TABLE users CASCADE; --")]
    [InlineData("' OR '1'='1")]
    [InlineData("1); DELETE FROM passwords; --")]
    [InlineData("x' UNION SELECT encode(private_key, 'hex') FROM signing_keys --")]
    [InlineData("\\'; TRUNCATE users CASCADE; -- $1 {0} %s %n")]
    [InlineData("*)(&|!:<-> \"' :* \\")]
    [InlineData("a\0b")]
    [InlineData("\r\nSET x 1\r\nX-Injected: 1\r\n")]
    [InlineData("\ufffe\uffff\u202e\u0301 🏃")]
    public async Task EveryText_Attacked_IsJustTextOrRefused(string attack)
    {
        using var client = await SignIn.AsAsync(api.Instance, 34);
        var surface = new ApiSurface(await api.Instance.Client.ReadAsync($"/openapi/v1.json"));
        var before = await CountAsync();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (place, method, path, json) in surface.Requests(attack))
        {
            tried++;
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            if (json is not null)
                request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if ((int)response.StatusCode >= 500 || response.Headers.Contains("X-Injected"))
                wrong.Add($"{place}: {(int)response.StatusCode}");
            else if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && await LeaksAsync(response))
                wrong.Add($"{place}: the answer tells of the inside");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 40, "The document names hardly any text.");
        Assert.Equal(before, await CountAsync());
    }

    private static async Task<bool> LeaksAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Leaks.Any(leak => body.Contains(leak, StringComparison.Ordinal));
    }

    // What no request may add to or take from.
    private async Task<(long Users, long Passwords, long Keys)> CountAsync()
    {
        await using var source = new NpgsqlDataSourceBuilder(api.Database).BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);
        await using var command = source.CreateCommand("SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM passwords), (SELECT count(*) FROM signing_keys)");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
