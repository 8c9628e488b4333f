using Npgsql;

namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>Reads the columns of <see cref="ReportSql"/>.</summary>
internal static class ReportRows
{
    public static RefreshNote Refreshed(NpgsqlDataReader row) => new(row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0));

    public static Headline Headline(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetDouble(5), row.GetDouble(6),
        row.GetDouble(7), row.GetInt32(8), row.GetInt32(9));

    public static DailyActives DailyActives(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetDouble(6),
        row.IsDBNull(7) ? null : row.GetInt32(7));

    public static CompletionDay Completion(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.GetDouble(2), Ratio(row, 3), Ratio(row, 4));

    public static RetentionCohort Retention(NpgsqlDataReader row) => new(row.GetFieldValue<DateOnly>(0), row.GetInt32(1), row.GetFieldValue<double[]>(2));

    public static CoachStanding Coach(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.IsDBNull(1) ? null : row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetDouble(5), row.GetDouble(6),
        row.GetInt32(7), row.GetInt32(8));

    public static FunnelStep Funnel(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetInt32(2), Ratio(row, 3), Ratio(row, 4));

    private static double? Ratio(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
