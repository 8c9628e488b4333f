using System.Text.Json.Serialization;
using UpCoach.MockUpCoach.Analytics;
using UpCoach.MockUpCoach.Analytics.Ingestion;
using UpCoach.MockUpCoach.Analytics.Reports;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Content;
using UpCoach.MockUpCoach.Content.Attachments;
using UpCoach.MockUpCoach.Content.Differences;
using UpCoach.MockUpCoach.Files;
using UpCoach.MockUpCoach.Files.Images;
using UpCoach.MockUpCoach.Mobile;
using UpCoach.MockUpCoach.Mobile.Batching;
using UpCoach.MockUpCoach.Mobile.Location;
using UpCoach.MockUpCoach.Mobile.Messages;
using UpCoach.MockUpCoach.Mobile.Pictures;
using UpCoach.MockUpCoach.Mobile.Sync;

namespace UpCoach.MockUpCoach;

/// <summary>Serializers of everything that the API says, hears or caches, generated at compile time.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AuthorizationGrant))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(OAuthError))]
[JsonSerializable(typeof(ProviderMetadata))]
[JsonSerializable(typeof(JsonWebKeyList))]
[JsonSerializable(typeof(SessionRecord))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(UserInfo))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(ContentDraft))]
[JsonSerializable(typeof(ContentCreation))]
[JsonSerializable(typeof(ContentDifference))]
[JsonSerializable(typeof(ContentItem))]
[JsonSerializable(typeof(AttachmentDraft))]
[JsonSerializable(typeof(AttachmentList))]
[JsonSerializable(typeof(ContentPage))]
[JsonSerializable(typeof(ContentVersionList))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(TagList))]
[JsonSerializable(typeof(CheckIn))]
[JsonSerializable(typeof(CheckInDraft))]
[JsonSerializable(typeof(CheckInList))]
[JsonSerializable(typeof(CoachingDay))]
[JsonSerializable(typeof(FeedPage))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(ImageStatus))]
[JsonSerializable(typeof(GoalList))]
[JsonSerializable(typeof(HabitList))]
[JsonSerializable(typeof(NotificationPage))]
[JsonSerializable(typeof(CoachingCalendar))]
[JsonSerializable(typeof(NotificationReceipt))]
[JsonSerializable(typeof(NotificationsRead))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(LocationBatch))]
[JsonSerializable(typeof(LocationReceipt))]
[JsonSerializable(typeof(LocationTrack))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(MessageDraft))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(MessageReceipt))]
[JsonSerializable(typeof(IReadOnlyList<ImageVariant>))]
[JsonSerializable(typeof(PicturePage))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(SyncBatch))]
[JsonSerializable(typeof(SyncPage))]
[JsonSerializable(typeof(DashboardReport))]
[JsonSerializable(typeof(EventBatch))]
[JsonSerializable(typeof(EventReceipt))]
[JsonSerializable(typeof(LiveFigures))]
[JsonSerializable(typeof(Report<CoachStanding>))]
[JsonSerializable(typeof(Report<CompletionDay>))]
[JsonSerializable(typeof(Report<DailyActives>))]
[JsonSerializable(typeof(Report<FunnelStep>))]
[JsonSerializable(typeof(Report<RetentionCohort>))]
[JsonSerializable(typeof(SyncState))]
internal sealed partial class ApiJson : JsonSerializerContext;
