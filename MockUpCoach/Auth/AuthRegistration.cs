using System.Globalization;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.IdentityModel.JsonWebTokens;
using UpCoach.MockUpCoach.Auth.Passwords;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>Registers and maps sign-in.</summary>
internal static class AuthRegistration
{
    public static void AddUpCoachAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuthOptions>().BindConfiguration("UpCoach:Auth");
        services.AddSingleton<SigningKeyRing>().AddHostedService<KeyRotation>().AddSingleton<AccessTokens>();
        services.AddSingleton<SessionStore>().AddSingleton<Sessions>().AddSingleton<UserWrites>();
        services.AddSingleton<AuthorizationCodes>().AddSingleton<IdTokens>();
        services.AddSingleton<AccountStore>().AddSingleton<PasswordCheck>().AddSingleton<LoginThrottle>();
        services.AddSingleton<AuthorizeEndpoint>().AddSingleton<SignInEndpoint>().AddSingleton<TokenEndpoint>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<AccessTokens, TimeProvider>((options, tokens, clock) =>
        {
            options.MapInboundClaims = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new RememberingTokenHandler(clock));
            options.TokenValidationParameters = tokens.Validation();
            options.Events = new JwtBearerEvents { OnTokenValidated = RequireSessionAsync };
        });
        services.AddAuthorizationBuilder();

        // Whoever types a password is known by its address, which behind an edge only the edge knows; edges on other machines must be named.
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor);

        // Nothing here is protected by it; its default would write keys into the home folder.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    /// <summary>Puts the client's own address in the place of the edge's, before anything asks for it.</summary>
    public static void UseClientAddresses(this WebApplication app) =>
        app.UseWhen(context => HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal), oauth => oauth.UseForwardedHeaders());

    public static void MapUpCoachAuth(this IEndpointRouteBuilder app)
    {
        AuthorizeEndpoint.Map(app);
        SignInEndpoint.Map(app);
        app.MapPost("/oauth/token", TokenEndpoint.HandleAsync).Accepts<Dictionary<string, string>>(PostedForm.MediaType);
        app.MapPost("/oauth/revoke", RevokeEndpoint.HandleAsync).Accepts<Dictionary<string, string>>(PostedForm.MediaType);
        app.MapMethods("/oauth/userinfo", [HttpMethods.Get, HttpMethods.Post], UserInfoEndpoint.Handle).RequireAuthorization();
        DiscoveryEndpoints.Map(app);
    }

    // A token is good for 15 minutes, but not beyond the end of its session.
    private static async Task RequireSessionAsync(TokenValidatedContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var user = Guid.TryParse(context.Principal!.FindFirst(AccessTokens.SessionClaim)?.Value, out var sessionId)
            && long.TryParse(context.Principal.FindFirst(JwtRegisteredClaimNames.Sub)?.Value, CultureInfo.InvariantCulture, out var userId)
            ? await sessions.FindAsync(sessionId, userId, context.HttpContext.RequestAborted)
            : null;
        if (user is null)
            context.Fail("The session has ended.");
        else
            context.HttpContext.Features.Set(user);
    }
}
