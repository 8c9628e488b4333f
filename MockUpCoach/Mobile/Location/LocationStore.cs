using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Location;

/// <summary>Background location pings. A user has one for each moment; those older than 30 days are dropped as new ones come.</summary>
internal sealed class LocationStore(UpCoachDatabase database, UserWrites writes, TimeProvider clock)
{
    private const string Insert = """
        /* location.add */
        WITH added AS (
            INSERT INTO location_pings (user_id, at, latitude, longitude, accuracy_meters)
            SELECT $1, at, latitude, longitude, accuracy FROM unnest($2, $3, $4, $5) AS p (at, latitude, longitude, accuracy) ORDER BY at
            ON CONFLICT DO NOTHING RETURNING at),
        too_old AS (
            DELETE FROM location_pings WHERE user_id = $1 AND at < $6)
        SELECT count(*)::integer FROM added
        """;

    private const string Select = """
        /* location.track */
        SELECT at, latitude, longitude, accuracy_meters FROM location_pings WHERE user_id = $1 ORDER BY at DESC LIMIT $2
        """;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public async Task<LocationReceipt> AddAsync(CurrentUser user, IReadOnlyList<LocationPing> pings, CancellationToken stop)
    {
        var sql = new Sql(Insert).With(user.Id)
            .With(pings.Select(ping => ping.At!.Value.UtcDateTime).ToArray())
            .With(pings.Select(ping => ping.Latitude!.Value).ToArray())
            .With(pings.Select(ping => ping.Longitude!.Value).ToArray())
            .With(pings.Select(ping => ping.AccuracyMeters).ToArray())
            .With((clock.GetUtcNow() - Retention).UtcDateTime);
        var write = await database.WriteAsync(sql, Rows.First(row => Tuple.Create(row.GetInt32(0))), stop);
        var accepted = write.Value!.Item1;
        if (accepted > 0)
            await writes.PersonalAsync(user.Id, write.CommittedAt);
        return new LocationReceipt(accepted, pings.Count - accepted);
    }

    public async Task<LocationTrack> GetTrackAsync(CurrentUser user, int limit, CancellationToken stop) => new(user.Note(await database.ReadAsync(
        user.PersonalFloor, new Sql(Select).With(user.Id).With(limit),
        Rows.All(row => new LocationPing(row.GetFieldValue<DateTimeOffset>(0), row.GetDouble(1), row.GetDouble(2), row.GetFloat(3))), stop)));
}
