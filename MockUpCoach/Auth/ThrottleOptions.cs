namespace UpCoach.MockUpCoach.Auth;

/// <summary>How often one may be wrong about a password. Configuration section <c>UpCoach:Auth:Throttle</c>.</summary>
public sealed record ThrottleOptions
{
    /// <summary>Wrong passwords for one account from one address: stops the guesser and leaves the owner, who is elsewhere, alone.</summary>
    /// <value>Default 5 in a <see cref="Window"/>.</value>
    public int AccountFromAddress { get; set; } = 5;

    /// <summary>Wrong passwords from one address, whatever the account: stops one password tried on many accounts.</summary>
    /// <value>Default 50 in a <see cref="Window"/>; a whole office may share an address.</value>
    public int Address { get; set; } = 50;

    /// <summary>Wrong passwords for one account from everywhere: stops a guesser with many addresses, at the price that the owner may have to wait.</summary>
    /// <value>Default 50 in a <see cref="Window"/>.</value>
    public int Account { get; set; } = 50;

    /// <summary>How long a count lasts from its first attempt on.</summary>
    /// <value>Default 5 min.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);
}
