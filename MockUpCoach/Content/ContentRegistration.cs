using UpCoach.MockUpCoach.Content.Attachments;

namespace UpCoach.MockUpCoach.Content;

/// <summary>Registers articles.</summary>
internal static class ContentRegistration
{
    public static void AddUpCoachContent(this IServiceCollection services) =>
        services.AddSingleton<ContentStore>().AddSingleton<ContentEditor>().AddSingleton<SearchStore>().AddSingleton<AttachmentStore>();
}
