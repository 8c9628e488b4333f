using System.Reflection;

namespace UpCoach.Scenarios.Tests.Judging;

/// <summary>A target that can't fail judges nothing: each one of the server's side is made to fail by a row of some judge test.</summary>
public sealed class ProvedTargetTests
{
    private static readonly string[] Groups = ["api", "realtime", "database", "uploads", "cache", "cdn"];

    [Fact]
    public void EveryTargetOfTheServersSide_IsMadeToFail()
    {
        var proved = Proved();

        Assert.Empty(TargetFile.Read().Where(target => Groups.Contains((string)target["group"]!) && target["unmeasured"] is null).Select(target => (string)target["id"]!).Except(proved));
    }

    [Fact]
    public void EveryRow_NamesTargetsInOrder()
    {
        var known = TargetFile.Read().Select(target => (string)target["id"]!).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Proved().Except(known));
        Assert.All(Rows(), row => Assert.Equal(row.Targets.Order(StringComparer.Ordinal), row.Targets));
    }

    private static HashSet<string> Proved() => Rows().SelectMany(row => row.Targets).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<FailsAttribute> Rows() =>
        typeof(ProvedTargetTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes<FailsAttribute>());
}
