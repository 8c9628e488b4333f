using UpCoach.MockUpCoach.Files.Images;
using UpCoach.MockUpCoach.Files.Images.Worker;
using UpCoach.MockUpCoach.Files.Receiving;
using UpCoach.MockUpCoach.Files.Tus;

namespace UpCoach.MockUpCoach.Files;

/// <summary>Registers and maps files, uploads and images.</summary>
internal static class FilesRegistration
{
    public static void AddUpCoachFiles(this IServiceCollection services)
    {
        services.AddOptions<FilesOptions>().BindConfiguration("UpCoach:Files");
        services.AddSingleton<FileFolders>().AddSingleton<FileStore>().AddSingleton<FileReceiver>().AddSingleton<ReceivingGate>();
        services.AddSingleton<TusStore>().AddSingleton<TusWriter>().AddHostedService<UploadSweeper>();
        services.AddSingleton<ImageWorkshop>().AddSingleton<SeedImages>();
        services.AddSingleton<ImageStore>().AddSingleton<ImageMetrics>().AddSingleton<ImageQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<ImageQueue>());
        services.AddHostedService(provider => provider.GetRequiredService<SeedImages>());
    }

    public static void MapUpCoachFiles(this IEndpointRouteBuilder app)
    {
        FileEndpoints.Map(app);
        TusEndpoints.Map(app);
        ImageEndpoints.Map(app);
    }
}
