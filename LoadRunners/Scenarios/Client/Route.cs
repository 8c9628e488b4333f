namespace UpCoach.LoadRunners.Scenarios.Client;

/// <summary>One operation of the API: its name in the results and the names of the two checks that each of its answers gets.</summary>
/// <param name="Name">The <c>name</c> tag: method and path template.</param>
/// <param name="Status">The status of success.</param>
/// <param name="OtherStatus">A second status of success, as of an idempotent write; by default the same.</param>
internal sealed record Route(string Name, int Status, int OtherStatus)
{
    /// <summary>Initializes an operation with one status of success.</summary>
    public Route(string name, int status)
        : this(name, status, status)
    {
    }

    // Put together once: at hundreds of answers a second, names made for each would be most of the garbage.

    /// <summary>Gets the check on the status.</summary>
    public string StatusCheck { get; } = Status == OtherStatus
        ? FormattableString.Invariant($"{Name}: status is {Status}")
        : FormattableString.Invariant($"{Name}: status is {Status} or {OtherStatus}");

    /// <summary>Gets the check on the shape of the body.</summary>
    public string ShapeCheck { get; } = $"{Name}: body has the promised shape";

    /// <summary>Says whether a status is one of success.</summary>
    public bool Succeeds(int status) => status == Status || status == OtherStatus;
}
