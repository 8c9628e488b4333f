using System.Reflection;
using System.Text.RegularExpressions;
using UpCoach.LoadRunners.Protocols.Postgres;
using UpCoach.LoadRunners.Scenarios.Database.Statements;
using UpCoach.MockUpCoach;

namespace UpCoach.Scenarios.Tests.Database;

/// <summary>What the scenarios ask is what the platform asks: the lab's copies of its statements are compared with the platform's own texts.</summary>
public sealed partial class StatementTests
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly HashSet<string> s_platform = [.. PlatformTexts().Select(Plain)];

    public static TheoryData<string, string> Statements => [.. new[]
    {
        typeof(AccountStatements), typeof(AnalyticsStatements), typeof(ContentStatements), typeof(SearchStatements), typeof(FileStatements),
    }
        .SelectMany(type => type.GetProperties(All)).Select(property => (PostgresStatement)property.GetValue(null)!)
        .Select(statement => (statement.Name, statement.Sql.StartsWith("COPY", StringComparison.Ordinal) ? statement.Sql : $"/* {statement.Name} */ {statement.Sql}"))];

    [Theory]
    [MemberData(nameof(Statements))]
    public void Statement_OfTheLab_IsThePlatformsToTheLetter(string name, string text) => Assert.True(s_platform.Contains(Plain(text)), $"{name} is not what the platform says: {text}");

    // Constants, and what the methods of ReportSql give.
    private static IEnumerable<string> PlatformTexts()
    {
        var assembly = typeof(UpCoachApplication).Assembly;
        var constants = assembly.GetTypes().SelectMany(type => type.GetFields(All)).Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string?)field.GetRawConstantValue() ?? "");
        var reports = assembly.GetTypes().Single(type => type.Name == "ReportSql").GetMethods(All | BindingFlags.DeclaredOnly).Where(method => method.ReturnType.Name == "Sql")
            .Select(method => method.Invoke(null, [.. method.GetParameters().Select(parameter => Activator.CreateInstance(parameter.ParameterType))])!)
            .Select(sql => (string)sql.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Single(field => field.FieldType == typeof(string)).GetValue(sql)!);
        return constants.Concat(reports);
    }

    private static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
