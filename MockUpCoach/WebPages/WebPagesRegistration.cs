namespace UpCoach.MockUpCoach.WebPages;

/// <summary>Registers and maps the files of the web pages.</summary>
internal static class WebPagesRegistration
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddUpCoachWebPages(this IServiceCollection services) => services.AddSingleton<PageFiles>().AddHostedService<PageWarmUp>();

    public static void MapUpCoachWebPages(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/assets/{version}/{**path}", Methods, (string version, string path, PageFiles files, HttpContext context) =>
        {
            // Another version's address must not be filled with this one's content: caches would keep it for a year.
            if (version == files.Version && files.Find(path) is { } file)
                return PageResponse.SendAsync(context, file, PageResponse.Forever);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }).ExcludeFromDescription();
        app.MapPage("/dashboard", "dashboard/index.html", PageResponse.Briefly);
        app.MapPage("/app", "mobileapp/index.html", PageResponse.Briefly);
        app.MapPage("/app/sw.js", "mobileapp/sw.js", PageResponse.Ask);
        app.MapPage("/app/app.webmanifest", "mobileapp/app.webmanifest", PageResponse.Briefly);
    }

    private static void MapPage(this IEndpointRouteBuilder app, string address, string path, string cacheControl) =>
        app.MapMethods(address, Methods, (PageFiles files, HttpContext context) => PageResponse.SendAsync(context, files[path], cacheControl)).ExcludeFromDescription();
}
