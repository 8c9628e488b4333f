using System.Text.Json;

namespace UpCoach.LoadRunners.Scenarios.Client.Messages;

/// <summary>The figures with which the dashboard begins; what they say is the business of other scenarios.</summary>
internal sealed record DashboardReport(IReadOnlyList<JsonElement> DailyActives);
