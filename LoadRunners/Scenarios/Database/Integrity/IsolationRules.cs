using System.Data;

namespace UpCoach.LoadRunners.Scenarios.Database.Integrity;

/// <summary>What PostgreSQL's manual says can happen at which isolation level.</summary>
/// <remarks>
/// Source: PostgreSQL 15, chapter 13.2, table 13.1 and the text below it. Lost update is not in the table: 13.2.2 says that a repeatable read
/// transaction which would write a row changed since its snapshot is rolled back; 13.2.1 that read committed goes on with the new row.
/// <code>
///                    dirty read   read skew   phantom   lost update   write skew
/// read uncommitted   no (!)       yes         yes       yes           yes         PostgreSQL's is read committed
/// read committed     no           yes         yes       yes           yes
/// repeatable read    no           no          no (!)    no            yes         (!) the standard would allow it
/// serializable       no           no          no        no            no
/// </code>
/// </remarks>
internal static class IsolationRules
{
    /// <summary>All levels, the weakest first.</summary>
    public static IReadOnlyList<IsolationLevel> Levels { get; } =
        [IsolationLevel.ReadUncommitted, IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable];

    /// <summary>Says whether a level lets an anomaly happen.</summary>
    public static bool Allows(IsolationLevel level, Anomaly anomaly) => level switch
    {
        IsolationLevel.Serializable => false,
        IsolationLevel.RepeatableRead => anomaly == Anomaly.WriteSkew,
        _ => anomaly != Anomaly.DirtyRead,
    };
}
