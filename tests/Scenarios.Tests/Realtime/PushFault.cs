namespace UpCoach.Scenarios.Tests.Realtime;

/// <summary>What is wrong with a <see cref="PushServer"/>.</summary>
internal enum PushFault
{
    None,

    /// <summary>Stamps say that everything was sent long before it was.</summary>
    Slow,

    /// <summary>Every fourth event of a room or stream never reaches a connection.</summary>
    Lossy,

    /// <summary>Every fourth event of a room or stream comes twice.</summary>
    Doubling,

    /// <summary>Every fourth message is changed on its way: still an event, but not what was published.</summary>
    Damaging,

    /// <summary>Who comes back gets nothing of what was missed.</summary>
    Forgetful,

    /// <summary>Every fourth connect is refused.</summary>
    Refusing,

    /// <summary>Connections are ended after a short time, and nobody may come back.</summary>
    Cutting,

    /// <summary>Each client is sent other figures, each with the right checksum.</summary>
    Personal,

    /// <summary>Every fourth second has no event.</summary>
    Lazy,

    /// <summary>A first connection takes two seconds.</summary>
    LateToConnect,

    /// <summary>Receipts take a tenth of a second, who comes back waits for two seconds; by the clock, what was killed is away for a minute.</summary>
    LateToAnswer,

    /// <summary>Who comes back gets the last that it had once more.</summary>
    Repeating,
}
