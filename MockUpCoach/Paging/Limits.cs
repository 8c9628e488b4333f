namespace UpCoach.MockUpCoach.Paging;

/// <summary>How many rows a page may have.</summary>
internal static class Limits
{
    public const int Page = 20;
    public const int Most = 100;
    public const int MostChanges = 1000;
}
