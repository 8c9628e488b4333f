using System.Text.Json.Serialization;
using UpCoach.LoadRunners.Scenarios.Client.Messages;

namespace UpCoach.LoadRunners.Scenarios.Client;

/// <summary>
/// Reads and writes messages without reflection. A message type names only what the checks look at, all of it required: a body that lacks
/// a member, or has null where a value was promised, does not read, and what is not named is skipped without an allocation.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenGrant))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(CursorPage<FeedItem>), TypeInfoPropertyName = "FeedPage")]
[JsonSerializable(typeof(CoachingDay))]
[JsonSerializable(typeof(ItemList<Goal>), TypeInfoPropertyName = "GoalList")]
[JsonSerializable(typeof(ItemList<Habit>), TypeInfoPropertyName = "HabitList")]
[JsonSerializable(typeof(CheckInDraft))]
[JsonSerializable(typeof(CheckIn))]
[JsonSerializable(typeof(ItemList<CheckIn>), TypeInfoPropertyName = "CheckInList")]
[JsonSerializable(typeof(CursorPage<Notification>), TypeInfoPropertyName = "NotificationPage")]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(ContentPage))]
[JsonSerializable(typeof(ContentItem))]
[JsonSerializable(typeof(ContentDraft))]
[JsonSerializable(typeof(ItemList<ContentVersion>), TypeInfoPropertyName = "VersionList")]
[JsonSerializable(typeof(ItemList<SearchHit>), TypeInfoPropertyName = "SearchResult")]
[JsonSerializable(typeof(ItemList<TagCount>), TypeInfoPropertyName = "TagList")]
[JsonSerializable(typeof(BroadcastDraft))]
[JsonSerializable(typeof(BroadcastReceipt))]
[JsonSerializable(typeof(DashboardReport))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(HubEvent))]
[JsonSerializable(typeof(HubStatus))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(ImageStatus))]
internal sealed partial class UpCoachJson : JsonSerializerContext;
