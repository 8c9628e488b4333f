using Microsoft.IdentityModel.Tokens;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>What stays of a token that was accepted: its times. The text and its parts are a hundred times as large.</summary>
internal sealed class AcceptedToken(SecurityToken token) : SecurityToken
{
    public override string Id { get; } = "";

    public override string Issuer { get; } = "";

    public override SecurityKey SecurityKey => null!;

    public override SecurityKey SigningKey { get; set; } = null!;

    public override DateTime ValidFrom { get; } = token.ValidFrom;

    public override DateTime ValidTo { get; } = token.ValidTo;
}
