using UpCoach.MockUpCoach.Mobile.Batching;
using UpCoach.MockUpCoach.Mobile.Location;
using UpCoach.MockUpCoach.Mobile.Messages;
using UpCoach.MockUpCoach.Mobile.Pictures;
using UpCoach.MockUpCoach.Mobile.Sync;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>Registers what the app asks for.</summary>
internal static class MobileRegistration
{
    public static void AddUpCoachMobile(this IServiceCollection services) => services
        .AddSingleton<FeedStore>().AddSingleton<GoalStore>().AddSingleton<CoachingStore>().AddSingleton<HabitStore>().AddSingleton<NotificationStore>()
        .AddSingleton<SyncStore>().AddSingleton<SyncWriter>().AddSingleton<MessageStore>().AddSingleton<LocationStore>().AddSingleton<PictureStore>()
        .AddSingleton<BatchPipeline>();
}
