using Microsoft.Extensions.Primitives;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>The parameters of a request that OAuth wants as a form (RFC 6749 appendix B). Anything else is 415, and a form that is none is 400.</summary>
internal sealed class PostedForm(IFormCollection fields)
{
    public const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>All values of a parameter, none if it is not there.</summary>
    public StringValues this[string name] => fields[name];

    /// <summary>RFC 6749 section 3.2: a parameter must not come twice, and an empty one counts as missing. Gives null for both.</summary>
    public string? Single(string name) => fields[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>Lets an endpoint simply ask for the form.</summary>
    public static async ValueTask<PostedForm?> BindAsync(HttpContext context)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase) != true)
            throw new BadHttpRequestException($"The body must be {MediaType}.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return new PostedForm(await context.Request.ReadFormAsync(context.RequestAborted));
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("The form can't be read.", e);
        }
    }
}
