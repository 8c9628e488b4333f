using System.Globalization;

namespace UpCoach.Hosting.Running.Processes;

/// <summary>A user of this machine.</summary>
/// <param name="Name">The login name.</param>
/// <param name="UserId">The numeric user id.</param>
/// <param name="GroupId">The numeric id of the user's own group.</param>
internal sealed record PosixUser(string Name, int UserId, int GroupId)
{
    /// <summary>Finds a user of /etc/passwd (<c>name:x:uid:gid:...</c>), or null.</summary>
    public static PosixUser? Find(string name)
    {
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            var fields = line.Split(':');
            if (fields.Length > 3 && fields[0] == name
                && int.TryParse(fields[2], CultureInfo.InvariantCulture, out var userId)
                && int.TryParse(fields[3], CultureInfo.InvariantCulture, out var groupId))
                return new PosixUser(name, userId, groupId);
        }
        return null;
    }
}
