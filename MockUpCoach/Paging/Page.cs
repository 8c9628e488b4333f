namespace UpCoach.MockUpCoach.Paging;

/// <summary>Cuts a page from rows that were read with one more than the limit: the extra row says that there is a next page.</summary>
internal static class Page
{
    public static (List<T> Items, string? Next) Cut<T>(List<T> rows, int limit, Func<T, long> key)
    {
        if (rows.Count <= limit)
            return (rows, null);
        rows.RemoveRange(limit, rows.Count - limit);
        return (rows, Cursor.Write(key(rows[^1])));
    }
}
