using Npgsql;

namespace UpCoach.MockUpCoach.Data;

/// <summary>Turns a reader into rows: all of them, or the first.</summary>
internal static class Rows
{
    public static Func<NpgsqlDataReader, CancellationToken, Task<List<T>>> All<T>(Func<NpgsqlDataReader, T> map) => async (reader, stop) =>
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(stop))
            rows.Add(map(reader));
        return rows;
    };

    public static Func<NpgsqlDataReader, CancellationToken, Task<T?>> First<T>(Func<NpgsqlDataReader, T> map)
        where T : class => async (reader, stop) => await reader.ReadAsync(stop) ? map(reader) : null;
}
