using System.Text.Json;

namespace UpCoach.MockUpCoach.Problems;

/// <summary>Names fields in validation problems as the JSON names them: <c>writes[0].title</c>, not <c>Writes[0].Title</c>.</summary>
internal static class ProblemNames
{
    public static void UseJsonNames(ProblemDetailsContext context)
    {
        if (context.ProblemDetails is not HttpValidationProblemDetails problem)
            return;
        foreach (var (name, messages) in problem.Errors.ToList())
        {
            problem.Errors.Remove(name);
            problem.Errors[string.Join('.', name.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName))] = messages;
        }
    }
}
