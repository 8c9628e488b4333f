namespace UpCoach.LoadRunners.Engine.Schedules;

/// <summary>When the arrivals of the whole test are due. Pure: no clock, no state.</summary>
/// <remarks>
/// due(n) = sup{ t : A(t) &lt;= n } with n from 0 and A(t) the integral of the rate from 0 to t: arrival n comes when n whole arrivals have
/// been earned and the next one begins to be. So the first comes as soon as the rate is above zero, a stage of rate zero
/// has none, and a ramp between equal rates is the constant rate. See docs/adr/0002-first-arrival-convention.md.
/// </remarks>
public interface IArrivalSchedule
{
    /// <summary>Gives when an arrival is due.</summary>
    /// <param name="number">The arrival, from 0.</param>
    /// <param name="due">Since the scenario's start; never falls as the number rises.</param>
    /// <returns>False if there is no such arrival.</returns>
    bool TryGetDue(long number, out TimeSpan due);
}
