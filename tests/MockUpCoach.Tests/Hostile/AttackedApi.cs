namespace UpCoach.MockUpCoach.Tests.Hostile;

/// <summary>An API with a database and a Redis of its own: what attacks leave there as plain text must not surprise other tests.</summary>
public sealed class AttackedApi(ApiFixture api) : IAsyncLifetime
{
    public string Database { get; private set; } = "";

    public ApiInstance Instance { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await api.Servers.CreateDatabaseAsync("attacked");
        Instance = await ApiInstance.StartAsync("upcoach-attacked", Database, $"{api.Redis},defaultDatabase=7", api.Files);
    }

    public ValueTask DisposeAsync() => Instance.DisposeAsync();
}
