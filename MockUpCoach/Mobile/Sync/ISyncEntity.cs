using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Mobile.Sync;

/// <summary>A kind of thing that the app may change while it is away from the network. A new kind is a new class and a line in <see cref="SyncEntities"/>.</summary>
internal interface ISyncEntity
{
    /// <summary>What writes and changes call it.</summary>
    string Name { get; }

    /// <summary>Gives a query of the revision and the state, a JSON object, of one; both arguments are SQL.</summary>
    string SelectCurrent(string id, string userId);

    /// <summary>Says why a write could never be done; null if it could.</summary>
    string? Refuse(SyncWrite write);

    /// <summary>Gives the statement that adds one: it gives id and whether it is new, or no row if that can't be.</summary>
    Sql Insert(long userId, SyncData data, DateTime now);

    /// <summary>Gives the statement that changes it: it gives the id, or no row if it is gone or newer than was seen.</summary>
    Sql Update(SyncTarget target, SyncData data);

    /// <summary>Gives the statement that deletes it: it gives the id, or no row if it is gone or newer than was seen.</summary>
    Sql Delete(SyncTarget target);
}
