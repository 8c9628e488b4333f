using System.Text.Json;
using UpCoach.LoadRunners.Runner.Evidence;

namespace UpCoach.Runner.Tests.Evidence;

public sealed class PrometheusAnswerTests
{
    [Fact]
    public void Vector_TwoSeries_AreReadWithTheirLabels()
    {
        var values = PrometheusAnswer.Read(Json("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"x","target":"replica"},"value":[1,"12.5"]},{"metric":{"target":"primary"},"value":[1,"2"]}]}}"""), out var problem);
        Assert.Null(problem);
        Assert.Equal(["target=primary", "target=replica"], values.Select(value => value.Labels));
        Assert.Equal(12.5, values[1].Value);
    }

    [Theory]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[]}}""", "no such series")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1,"NaN"]}}""", "no such series")]
    [InlineData("""{"status":"error","error":"parse error"}""", "parse error")]
    [InlineData("""[]""", "not understood")]
    [InlineData("""{"data":[]}""", "not understood")]
    [InlineData("""{"data":{}}""", "not understood")]
    [InlineData("""{"status":"success","data":{"resultType":"string","result":[1,"text"]}}""", "not understood")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1]}}""", "not understood")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1,"many"]}}""", "not understood")]
    public void Answer_WithoutANumber_IsNoDataWithTheReason(string json, string reason)
    {
        Assert.Empty(PrometheusAnswer.Read(Json(json), out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
