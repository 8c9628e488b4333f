using System.Diagnostics;

namespace UpCoach.Testing;

/// <summary>Where the servers keep their data: a temporary folder of its own.</summary>
internal sealed class ServerFolder
{
    // Not safe against a power cut, and no need to be: the data lives for a minute.
    private const string Settings = """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        fsync = off
        full_page_writes = off
        shared_buffers = 64MB
        max_connections = 300
        shared_preload_libraries = 'pg_stat_statements'
        max_wal_senders = 8
        wal_retrieve_retry_interval = '200ms'
        max_standby_streaming_delay = -1
        log_min_messages = fatal
        """;

    private ServerFolder(string path) => Path = path;

    public string Path { get; }

    public string Primary => System.IO.Path.Combine(Path, "primary");

    public string Replica => System.IO.Path.Combine(Path, "replica");

    public static ServerFolder Create()
    {
        var folder = Directory.CreateTempSubdirectory("upcoach-test-");

        // PostgreSQL refuses to run as root, so there the folder goes to the user that it runs as.
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["postgres", folder.FullName]);
            chown.WaitForExit();
        }

        return new ServerFolder(folder.FullName);
    }

    public async Task ConfigureAsync(CancellationToken stop)
    {
        await File.AppendAllTextAsync(System.IO.Path.Combine(Primary, "postgresql.conf"), Settings + "\n", stop);
        await File.AppendAllTextAsync(System.IO.Path.Combine(Primary, "pg_hba.conf"), "host replication all 127.0.0.1/32 trust\n", stop);
    }
}
