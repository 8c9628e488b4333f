using System.Globalization;
using UpCoach.LoadRunners.Protocols.Delivery;

namespace UpCoach.LoadRunners.Scenarios.Realtime.Notices;

/// <summary>The text of notices and its sum.</summary>
internal static class NoticeText
{
    /// <summary>Gives the text of a number: some hundred bytes, as a chat message has.</summary>
    public static string Of(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"Notice {number}: your coach has shared a new plan for the week. Have a look at it before the next session.");

    /// <summary>Gives the sum of a text.</summary>
    public static string Sum(string text) => Fnv.Hash(text).ToString("x16", CultureInfo.InvariantCulture);
}
