using System.Xml;
using System.Xml.Linq;
using UpCoach.LoadRunners.Reporting.Html;

namespace UpCoach.Reporting.Tests;

/// <summary>The golden page, read back with an XML reader: it is well formed by construction.</summary>
public sealed class HtmlReportTests
{
    private static readonly string Page = new HtmlReportWriter().Write(SampleReport.Create());

    [Fact]
    public void Page_HostileName_StaysText()
    {
        Assert.Empty(Read().Descendants("script"));
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Read().Descendants("td"), cell => cell.Value.StartsWith("<script>alert('1')</script>", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', Page);
    }

    [Fact]
    public void Page_Opened_NeedsNothingFromOutside()
    {
        foreach (var attribute in Read().Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "action"))
        {
            Assert.Fail($"{attribute} leads outside");
        }

        Assert.DoesNotContain("@import", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_FirstHeadings_SayVerdictChecklistThenThresholds()
    {
        var body = Read().Descendants("main").Single();
        Assert.Equal("verdict bad", body.Elements().First().Attribute("class")!.Value);
        Assert.Equal("Failed", body.Descendants("span").First().Value);
        Assert.Equal(["What was asked for", "Thresholds"], body.Descendants("h2").Take(2).Select(heading => heading.Value));
        Assert.Equal(4, body.Descendants("div").Count(div => div.Attribute("class")?.Value.StartsWith("threshold ", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void Page_NoSamples_SaysNoDataNotZero()
    {
        var gone = Read().Descendants("tr").Single(row => row.Elements("td").FirstOrDefault()?.Value == "gone");
        Assert.Equal("no data", gone.Elements("td").ElementAt(6).Value);
        Assert.Equal("no data", gone.Elements("td").ElementAt(3).Value);
    }

    [Fact]
    public void LatencyChart_SecondWithoutRequests_IsAGap()
    {
        var line = Read().Descendants("path").First().Attribute("d")!.Value;
        Assert.Equal(2, line.Count(letter => letter == 'M'));
    }

    [Fact]
    public void ServerSide_SecondThatWasNotSeen_IsAGap()
    {
        var figure = Read().Descendants("figure").Single(figure => figure.Element("figcaption")!.Value.StartsWith("CPU of each process, cores", StringComparison.Ordinal));
        Assert.Equal(2, figure.Descendants("path").Single().Attribute("d")!.Value.Count(letter => letter == 'M'));
        Assert.Contains(figure.Descendants("title"), title => title.Value.Contains("no data", StringComparison.Ordinal));
    }

    [Fact]
    public void ServerSide_ZeroAllTheTime_IsSaidInALineNotDrawn()
    {
        Assert.DoesNotContain(Read().Descendants("figcaption"), caption => caption.Value.Contains("deadlocks", StringComparison.Ordinal));
        Assert.Contains(Read().Descendants("p"), line => line.Value == "Zero all the time: PostgreSQL: deadlocks.");
    }

    [Fact]
    public void Page_NothingMeasured_StillRenders()
    {
        var empty = SampleReport.Create() with { Timeline = [], Spectrum = [], Thresholds = [], Endpoints = [], Scenarios = [], Evidence = [], Topology = null, Checks = [], ServerSide = null };
        Assert.Contains("nothing was judged", new HtmlReportWriter().Write(empty), StringComparison.Ordinal);
    }

    private static XDocument Read()
    {
        using var reader = XmlReader.Create(new StringReader(Page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
