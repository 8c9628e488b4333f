using System.Reflection;
using UpCoach.MockUpCoach.Data;

namespace UpCoach.MockUpCoach.Auth;

/// <summary>The caller of this request, and how fresh the data must be that the caller sees.</summary>
internal sealed class CurrentUser(Guid sessionId, SessionRecord session, WalPosition personalFloor, WalPosition contentFloor)
{
    /// <summary>The user's id.</summary>
    public long Id => session.Profile.Id;

    public Guid SessionId => sessionId;

    public UserProfile Profile => session.Profile;

    /// <summary>What this user last wrote about himself was committed here.</summary>
    public WalPosition PersonalFloor => personalFloor;

    /// <summary>What this user last wrote as content was committed here.</summary>
    public WalPosition ContentFloor => contentFloor;

    /// <summary>Where the answer came from; shown in a response header.</summary>
    public ReadSource ServedFrom { get; set; }

    /// <summary>Notes where a read came from and gives its value.</summary>
    public T Note<T>(DatabaseRead<T> read)
    {
        ServedFrom = read.Source;
        return read.Value;
    }

    /// <summary>Lets an endpoint simply ask for the caller.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext context, ParameterInfo parameter) => new(context.Features.Get<CurrentUser>());
}
