namespace UpCoach.MockUpCoach.Analytics.Reports;

/// <summary>A coach's place in the league.</summary>
/// <param name="Place">From 1; equal scores share a place.</param>
/// <param name="PreviousPlace">The place in the seven days before.</param>
/// <param name="Coach">The name.</param>
/// <param name="Clients">Users with a weekly session.</param>
/// <param name="ActiveClients">Those active within the last seven complete days.</param>
/// <param name="Completion">Check-ins done per check-in due, of the active clients; 0 to 1.</param>
/// <param name="Score">0.6 times the share of active clients plus 0.4 times completion.</param>
/// <param name="Quartile">1 (best) to 4.</param>
/// <param name="MinutesPerWeek">Minutes of all sessions of a week.</param>
public sealed record CoachStanding(
    int Place, int? PreviousPlace, string Coach, int Clients, int ActiveClients, double Completion, double Score, int Quartile, int MinutesPerWeek);
