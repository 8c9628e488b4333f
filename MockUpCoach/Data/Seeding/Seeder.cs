using System.Globalization;
using Npgsql;
using UpCoach.MockUpCoach.Auth.Passwords;
using UpCoach.MockUpCoach.Data.Migrations;

namespace UpCoach.MockUpCoach.Data.Seeding;

/// <summary>Fills a new database by binary COPY. The same options give the same rows, on every machine and day.</summary>
internal sealed class Seeder(SeedOptions options)
{
    private const int HabitsPerUser = 3;
    private const int FeedItemsPerUser = 12;
    private const int ChangesPerUser = 12;

    // Three messages a user: a greeting, an answer and a question that is not yet read.
    private const string Messages = """
        /* seed.messages */
        INSERT INTO messages (user_id, id, author, text, sent_at, read_at)
        SELECT u.id, md5(u.id || '/' || n)::uuid, CASE n WHEN 2 THEN 'user' ELSE 'coach' END,
               (ARRAY['Welcome! What would you like to work on first?', 'A steadier morning, please.', 'Good choice. How did the first days go?'])[n],
               timestamptz '2026-01-01 08:00:00+00' + n * interval '1 day', CASE WHEN n < 3 THEN timestamptz '2026-01-03 09:00:00+00' END
        FROM generate_series(1, 3) n, users u ORDER BY n, u.id
        """;

    // Every word that the seed can write: reading them back from all articles would take a second.
    private static readonly string SearchWords = $"""
        /* seed.search-words */
        INSERT INTO search_words (word) SELECT DISTINCT unnest(string_to_array('{string.Join(' ', SeedText.Words)}', ' ')) ON CONFLICT DO NOTHING
        """;

    private static readonly DateTime Anchor = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Parents = ["habit", "goal", "check-in", "notification"];

    /// <summary>Runs after a migration; does its work after the one that made the tables.</summary>
    public async Task AfterAsync(Migration migration, NpgsqlConnection connection, CancellationToken stop)
    {
        if (migration.Name == "tables" && options.Users > 0)
            await SeedAsync(connection, stop);
        else if (migration.Name == "passwords" && options is { Users: > 0, Password.Length: > 0 })
            await SeedPasswordsAsync(connection, stop);
        else if (migration.Name == "mobile")
            await ExecuteAsync(connection, Messages, stop);
        else if (migration.Name == "search_words" && options.ContentItems > 0)
            await ExecuteAsync(connection, SearchWords, stop);
    }

    private async Task SeedAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var tables = new SeedTable[]
        {
            new("users", "id, email, display_name, time_zone, created_at", options.Users, User),
            new("user_clocks", "user_id, change_seq", options.Users, (row, n, _) => { row.Write(n); row.Write((long)ChangesPerUser); }),
            new("content_items", "id, title, body, tags, version, author_id, updated_at", options.ContentItems, Content),
            new("content_versions", "content_id, title, body, tags, version, author_id, updated_at", options.ContentItems, Content),
            new("habits", "id, user_id, name, cadence, streak, last_date", HabitCount, Habit),
            new("check_ins", "id, habit_id, date, note, recorded_at", options.CheckIns, CheckIn),
            new("goals", "id, user_id, title, progress, target_date", options.Users * 2, Goal),
            new("notifications", "id, user_id, kind, text, read, created_at", options.Users * 8, Notification),
            new("coaching_sessions", "id, user_id, coach, topic, day_of_week, starts_at, duration_minutes", options.Users * 7, CoachingSession),
            new("feed_items", "id, user_id, kind, title, summary, content_id, created_at", options.Users * FeedItemsPerUser, FeedItem),
            new("changes", "user_id, seq, entity, entity_id, op, at", options.Users * ChangesPerUser, Change),
        };
        foreach (var table in tables)
        {
            await table.CopyAsync(connection, stop);
            if (table.HasId)
                await ExecuteAsync(connection, $"/* seed.ids */ SELECT setval(pg_get_serial_sequence('{table.Name}', 'id'), (SELECT greatest(max(id), 1) FROM {table.Name}))", stop);
        }
    }

    private async Task SeedPasswordsAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("/* seed.passwords */ INSERT INTO passwords (user_id, hash, changed_at) SELECT id, $1, $2 FROM users", connection);
        command.Parameters.Add(new() { Value = PasswordHash.Create(options.Password, PasswordHash.LeastRounds).ToString() });
        command.Parameters.Add(new() { Value = Anchor });
        await command.ExecuteNonQueryAsync(stop);
    }

    private int HabitCount => options.Users * HabitsPerUser;

    private long Owner(long n) => ((n - 1) % options.Users) + 1;

    private static void User(CopyRows row, long n, Random random)
    {
        row.Write(n);
        row.Write(string.Create(CultureInfo.InvariantCulture, $"user{n:00000}@upcoach.example"));
        row.Write(SeedText.Name(random));
        row.Write(SeedText.Pick(SeedText.TimeZones, random));
        row.Write(Anchor.AddMinutes(-random.Next(500_000)));
    }

    private void Content(CopyRows row, long n, Random random)
    {
        row.Write(n);
        row.Write(SeedText.Sentence(random, 3 + random.Next(4)));
        row.Write(SeedText.Paragraph(random, 2 + random.Next(4)));
        row.Write(SeedText.PickTags(random));
        row.Write(1);
        row.Write(Owner(n));
        row.Write(Anchor.AddSeconds(-(options.ContentItems - n) * 60));
    }

    private void Habit(CopyRows row, long n, Random random)
    {
        row.Write(n);
        row.Write(Owner(n));
        row.Write(SeedText.Pick(SeedText.Habits, random));
        row.Write(random.Next(4) == 0 ? "weekly" : "daily");
        var days = (int)(((options.CheckIns - n) / HabitCount) + 1);
        row.Write(n <= options.CheckIns ? days : 0);
        if (n <= options.CheckIns)
            row.Write(Day(days - 1));
        else
            row.WriteNull();
    }

    private void CheckIn(CopyRows row, long n, Random random)
    {
        var day = (int)((n - 1) / HabitCount);
        row.Write(n);
        row.Write(((n - 1) % HabitCount) + 1);
        row.Write(Day(day));
        if (random.Next(4) == 0)
            row.Write(SeedText.Sentence(random, 4));
        else
            row.WriteNull();
        row.Write(Anchor.AddDays(day).AddMinutes(random.Next(1440)));
    }

    private void Goal(CopyRows row, long n, Random random)
    {
        row.Write(n);
        row.Write(Owner(n));
        row.Write(SeedText.Pick(SeedText.Goals, random));
        row.Write(random.Next(101) / 100.0);
        row.Write(Day(30 + random.Next(300)));
    }

    private void Notification(CopyRows row, long n, Random random)
    {
        row.Write(n);
        row.Write(Owner(n));
        row.Write(random.Next(2) == 0 ? "reminder" : "message");
        row.Write(SeedText.Sentence(random, 7));
        row.Write(random.Next(3) > 0);
        row.Write(Anchor.AddMinutes(n / options.Users * 600));
    }

    private void CoachingSession(CopyRows row, long n, Random random)
    {
        row.Write(n);
        row.Write(Owner(n));
        row.Write(SeedText.Name(random));
        row.Write(SeedText.Pick(SeedText.Topics, random));
        row.Write((short)((n - 1) / options.Users % 7));
        row.Write(new TimeOnly(7 + random.Next(12), 15 * random.Next(4)));
        row.Write(15 * (1 + random.Next(4)));
    }

    private void FeedItem(CopyRows row, long n, Random random)
    {
        var content = options.ContentItems == 0 ? 0 : 1 + random.Next(options.ContentItems);
        row.Write(n);
        row.Write(Owner(n));
        row.Write(content == 0 ? "tip" : "article");
        row.Write(SeedText.Sentence(random, 4));
        row.Write(SeedText.Sentence(random, 12));
        if (content == 0)
            row.WriteNull();
        else
            row.Write((long)content);
        row.Write(Anchor.AddMinutes(n / options.Users * 300));
    }

    private void Change(CopyRows row, long n, Random random)
    {
        var seq = ((n - 1) / options.Users) + 1;
        row.Write(Owner(n));
        row.Write(seq);
        row.Write(SeedText.Pick(Parents, random));
        row.Write(Owner(n));
        row.Write("update");
        row.Write(Anchor.AddMinutes(seq * 45));
    }

    private static DateOnly Day(int day) => DateOnly.FromDateTime(Anchor).AddDays(day);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
