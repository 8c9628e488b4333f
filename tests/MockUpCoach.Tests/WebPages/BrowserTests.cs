using Npgsql;
using UpCoach.Testing;

namespace UpCoach.MockUpCoach.Tests.WebPages;

/// <summary>What a user sees, in a real browser against the real servers.</summary>
[Trait("kind", "browser")]
public sealed class BrowserTests(ApiFixture api)
{
    private readonly CancellationToken stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_SignedInByItself_ShowsFiguresAndMovesBySecond()
    {
        await using var browser = await OpenAsync();
        await browser.GoAsync(new Uri(api.First.Address, "/dashboard"), stop);
        await browser.UntilAsync("document.querySelectorAll('#actives svg rect').length > 10", stop);
        await browser.UntilAsync("document.querySelectorAll('#funnel li').length === 6", stop);
        await browser.UntilAsync("document.querySelectorAll('#cohorts tbody tr').length > 1", stop);
        await browser.UntilAsync("document.querySelector('#connection').dataset.state === 'live'", stop);
        await browser.UntilAsync("/^[0-9]/.test(document.querySelector('#rate').textContent)", stop);
        Assert.True((await browser.EvaluateAsync("document.querySelector('#problem').hidden", stop))!.GetValue<bool>());

        // Read by keyboard: the newest day's figures are shown and announced.
        await browser.EvaluateAsync("document.querySelector('#actives svg').dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))", stop);
        await browser.UntilAsync("document.querySelector('#actives .tip').textContent.includes('so far')", stop);
    }

    [Fact]
    public async Task App_WithoutANetwork_StartsAndSendsTheCheckInLater()
    {
        await using var browser = await OpenAsync();
        await browser.GoAsync(new Uri(api.First.Address, "/app"), stop);
        await browser.UntilAsync("!!document.querySelector('.welcome button')", stop);

        // The demonstration's user does not exist in this small database: the provider says so, and so does the page.
        await browser.EvaluateAsync("document.querySelector('.welcome button').click()", stop);
        await browser.UntilAsync("document.querySelector('.form-problem').textContent.includes('unknown')", stop);

        var tokens = await SignIn.TokensAsync(api.First.Client, 40);
        var held = $$"""{ access: "{{tokens.GetProperty("access_token").GetString()}}", refresh: "{{tokens.GetProperty("refresh_token").GetString()}}", expires: Date.now() + 800000 }""";
        await browser.EvaluateAsync($"localStorage.setItem('upcoach.session', JSON.stringify({held}))", stop);
        await browser.GoAsync(new Uri(api.First.Address, "/app#/habits"), stop);
        await browser.ReloadAsync(stop);
        await browser.UntilAsync("document.querySelectorAll('.habit').length === 3", stop);
        await browser.UntilAsync("navigator.serviceWorker.controller !== null", stop);
        await browser.ReloadAsync(stop); // Once more, now that the worker sees what is asked.
        await browser.UntilAsync("document.querySelectorAll('.habit').length === 3", stop);

        await browser.OfflineAsync(true, stop);
        await browser.EvaluateAsync("document.querySelector('.check:not(:disabled)').click()", stop);
        await browser.UntilAsync("document.querySelectorAll('.habit[data-state=waiting]').length === 1", stop);
        await browser.UntilAsync("document.querySelector('#network').textContent.includes('1 waiting')", stop);

        await browser.OfflineAsync(false, stop);
        await browser.EvaluateAsync("dispatchEvent(new Event('online'))", stop);
        await browser.UntilAsync("document.querySelectorAll('.habit[data-state=done]').length === 1", stop);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM check_ins c JOIN habits h ON h.id = c.habit_id WHERE h.user_id = 40 AND c.recorded_at > now() - interval '10 min'"));
    }

    [Fact]
    public async Task Feed_ManyRows_KeepsFewInTheDocument()
    {
        await using var browser = await OpenAsync();
        var tokens = await SignIn.TokensAsync(api.First.Client, 38);
        await browser.GoAsync(new Uri(api.First.Address, "/app"), stop);
        await browser.EvaluateAsync($$"""
            localStorage.setItem("upcoach.session", JSON.stringify({ access: "{{tokens.GetProperty("access_token").GetString()}}", refresh: "none", expires: Date.now() + 800000 }))
            """, stop);
        await browser.EvaluateAsync("location.hash = '#/feed'", stop);
        await browser.ReloadAsync(stop);

        // The test's database has 250 articles and a dozen entries of the user's own.
        await browser.UntilAsync("(document.querySelector('#screen').scrollTop = 1e9, document.querySelector('.feed-status').textContent.includes('entries'))", stop);
        var rows = (await browser.EvaluateAsync("document.querySelector('.virtual').offsetHeight / 108", stop))!.GetValue<double>();
        Assert.True(rows >= 250, $"{rows} rows");
        await browser.UntilAsync("document.querySelectorAll('.virtual li').length < 40", stop);
        await browser.UntilAsync("[...document.querySelectorAll('.virtual li')].some(item => Number(item.getAttribute('aria-posinset')) === Number(item.getAttribute('aria-setsize')))", stop);
    }

    private async Task<Chromium> OpenAsync()
    {
        var program = Chromium.Find();
        Assert.SkipWhen(program is null, Chromium.Remedy);
        return await Chromium.StartAsync(program!, stop);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(api.Servers.PostgresConnectionString + ";Target Session Attributes=Primary;Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }
}
