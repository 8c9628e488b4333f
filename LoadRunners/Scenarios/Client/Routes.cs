namespace UpCoach.LoadRunners.Scenarios.Client;

/// <summary>The operations of the API that the scenarios use.</summary>
internal static class Routes
{
    public static readonly Route Authorize = new("GET /oauth/{realm}/authorize", 302);
    public static readonly Route Token = new("POST /oauth/token (code)", 200);
    public static readonly Route Refresh = new("POST /oauth/token (refresh)", 200);
    public static readonly Route Me = new("GET /api/v1/me", 200);

    public static readonly Route Feed = new("GET /api/v1/feed", 200);
    public static readonly Route Today = new("GET /api/v1/sessions/today", 200);
    public static readonly Route Goals = new("GET /api/v1/goals", 200);
    public static readonly Route Habits = new("GET /api/v1/habits", 200);
    public static readonly Route CheckIn = new("POST /api/v1/habits/{id}/check-ins", 201, 200);
    public static readonly Route CheckIns = new("GET /api/v1/habits/{id}/check-ins", 200);
    public static readonly Route Notifications = new("GET /api/v1/notifications", 200);
    public static readonly Route Sync = new("GET /api/v1/sync", 200);

    public static readonly Route ContentPage = new("GET /api/v1/content", 200);
    public static readonly Route ContentItem = new("GET /api/v1/content/{id}", 200);
    public static readonly Route CreateContent = new("POST /api/v1/content", 201);
    public static readonly Route UpdateContent = new("PUT /api/v1/content/{id}", 200);
    public static readonly Route Versions = new("GET /api/v1/content/{id}/versions", 200);
    public static readonly Route Search = new("GET /api/v1/content/search", 200);
    public static readonly Route Tags = new("GET /api/v1/content/tags", 200);

    public static readonly Route Broadcast = new("POST /api/v1/realtime/broadcast", 202);
    public static readonly Route Dashboard = new("GET /api/v1/analytics/dashboard", 200);

    public static readonly Route CreateFile = new("POST /api/v1/files", 201);
    public static readonly Route CreateUpload = new("tus /api/v1/uploads", 201, 204);
    public static readonly Route FileContent = new("GET /api/v1/files/{id}/content", 206, 200);
    public static readonly Route DeleteFile = new("DELETE /api/v1/files/{id}", 204);
    public static readonly Route CreateImage = new("POST /api/v1/images", 202);
    public static readonly Route Image = new("GET /api/v1/images/{id}", 200);
    public static readonly Route Media = new("GET /media/{id}/{variant}", 200);
}
