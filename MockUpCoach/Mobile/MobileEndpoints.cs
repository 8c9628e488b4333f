using System.ComponentModel.DataAnnotations;
using UpCoach.MockUpCoach.Validation;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using UpCoach.MockUpCoach.Auth;
using UpCoach.MockUpCoach.Mobile.Batching;
using UpCoach.MockUpCoach.Mobile.Location;
using UpCoach.MockUpCoach.Mobile.Messages;
using UpCoach.MockUpCoach.Mobile.Pictures;
using UpCoach.MockUpCoach.Mobile.Sync;
using UpCoach.MockUpCoach.Paging;

namespace UpCoach.MockUpCoach.Mobile;

/// <summary>What the app asks: all of it personal, none of it to be kept by anyone on the way.</summary>
internal static class MobileEndpoints
{
    public static void MapUpCoachMobile(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization().AddEndpointFilter<PersonalDataFilter>().WithTags("mobile");
        api.MapGet("/me", (CurrentUser user) => TypedResults.Ok(user.Profile));
        api.MapGet("/feed", GetFeedAsync);
        api.MapGet("/sessions/today", async (CurrentUser user, CoachingStore coaching, CancellationToken stop) => TypedResults.Ok(await coaching.GetTodayAsync(user, stop)));
        api.MapGet("/sessions", GetSessionsAsync);
        api.MapGet("/goals", async (CurrentUser user, GoalStore goals, CancellationToken stop) => TypedResults.Ok(await goals.GetAllAsync(user, stop)));
        api.MapGet("/habits", async (CurrentUser user, HabitStore habits, CancellationToken stop) => TypedResults.Ok(await habits.GetAllAsync(user, stop)));
        api.MapPost("/habits/{id:long:min(1)}/check-ins", CheckInAsync);
        api.MapGet("/habits/{id:long:min(1)}/check-ins", GetCheckInsAsync);
        api.MapGet("/notifications", GetNotificationsAsync);
        api.MapPost("/notifications/read", MarkReadAsync);
        api.MapGet("/images", GetPicturesAsync);
        api.MapGet("/location", async (CurrentUser user, LocationStore location, CancellationToken stop, [Range(1, 500)] int limit = 100) =>
            TypedResults.Ok(await location.GetTrackAsync(user, limit, stop)));
        api.MapPost("/location", async (LocationBatch batch, CurrentUser user, LocationStore location, CancellationToken stop) =>
            TypedResults.Ok(await location.AddAsync(user, batch.Pings!, stop)));
        api.MapMessages();
        api.MapSync();
        api.MapBatch();
    }

    private static async Task<Ok<FeedPage>> GetFeedAsync(
        CurrentUser user, FeedStore feed, CancellationToken stop, [Cursor] string? cursor = null, [Range(1, Limits.Most)] int limit = Limits.Page) =>
        TypedResults.Ok(await feed.GetPageAsync(user, cursor, limit, stop));

    private static async Task<Results<Created<CheckIn>, Ok<CheckIn>, NotFound>> CheckInAsync(
        long id, CheckInDraft draft, CurrentUser user, HabitStore habits, CancellationToken stop) =>
        await habits.CheckInAsync(user, id, draft, stop) switch
        {
            null => TypedResults.NotFound(),
            (var found, false) => TypedResults.Ok(found),
            (var added, true) => TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/v1/habits/{id}/check-ins"), added),
        };

    private static async Task<Results<Ok<CheckInList>, NotFound>> GetCheckInsAsync(
        long id, CurrentUser user, HabitStore habits, CancellationToken stop, [Range(1, Limits.Most)] int limit = 30) =>
        await habits.GetCheckInsAsync(user, id, limit, stop) is { } list ? TypedResults.Ok(list) : TypedResults.NotFound();

    private static async Task<Ok<NotificationPage>> GetNotificationsAsync(
        CurrentUser user, NotificationStore notifications, CancellationToken stop, [Cursor] string? cursor = null, [Range(1, Limits.Most)] int limit = Limits.Page) =>
        TypedResults.Ok(await notifications.GetPageAsync(user, cursor, limit, stop));

    private static async Task<Ok<NotificationsRead>> MarkReadAsync(NotificationReceipt receipt, CurrentUser user, NotificationStore notifications, CancellationToken stop) =>
        TypedResults.Ok(await notifications.MarkReadAsync(user, receipt.Ids!, stop));

    private static async Task<Ok<CoachingCalendar>> GetSessionsAsync(
        CurrentUser user, CoachingStore coaching, CancellationToken stop,
        [DayRange] DateOnly? from = null,
        [Range(1, 62)] int days = 7) =>
        TypedResults.Ok(await coaching.GetDaysAsync(user, from, days, stop));

    private static async Task<Ok<PicturePage>> GetPicturesAsync(
        CurrentUser user, PictureStore pictures, CancellationToken stop, [Cursor] string? cursor = null, [Range(1, Limits.Most)] int limit = Limits.Page) =>
        TypedResults.Ok(await pictures.GetPageAsync(user, cursor, limit, stop));
}
