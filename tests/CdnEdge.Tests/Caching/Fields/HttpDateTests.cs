using UpCoach.CdnEdge.Caching.Fields;

namespace UpCoach.CdnEdge.Tests.Caching.Fields;

public sealed class HttpDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Moment = new(1994, 11, 6, 8, 49, 37, TimeSpan.Zero);

    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT")]
    [InlineData("Sun Nov  6 08:49:37 1994")]
    [InlineData("sun, 06 NOV 1994 08:49:37 gmt")]
    [InlineData(" Sun, 06 Nov 1994 08:49:37 GMT ")]
    public void Parse_EachFormatOfHttp_GivesTheMoment(string text) => Assert.Equal(Moment, HttpDate.Parse(text, Now));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 UTC")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 AEST")]
    [InlineData("Sun, 06 Nov 94 08:49:37 GMT")]
    [InlineData("Sun 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sun, 06  Nov  1994 08:49:37 GMT")]
    [InlineData("Sun, 06-Nov-1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 08.49.37 GMT")]
    [InlineData("Sun, 06 Nov 1994 8:49:37 GMT")]
    [InlineData("Sun, 31 Feb 1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 24:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:38 GMT")]
    public void Parse_AlmostADate_IsNone(string text) => Assert.Null(HttpDate.Parse(text, Now));

    [Theory]
    [InlineData("Thursday, 18-Aug-50 02:01:18 GMT", 2050)]
    [InlineData("Thursday, 18-Aug-76 02:01:18 GMT", 2076)]
    [InlineData("Thursday, 18-Aug-77 02:01:18 GMT", 1977)]
    public void Parse_YearOfTwoDigits_IsAtMostFiftyYearsAhead(string text, int year) => Assert.Equal(year, HttpDate.Parse(text, Now)?.Year);

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame() => Assert.Equal(Moment, HttpDate.Parse(HttpDate.Write(Moment), Now));
}
