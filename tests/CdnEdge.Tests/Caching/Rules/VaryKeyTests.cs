using UpCoach.CdnEdge.Caching.Rules;

namespace UpCoach.CdnEdge.Tests.Caching.Rules;

public sealed class VaryKeyTests
{
    [Theory]
    [InlineData("Foo", "Foo: 1", "Foo: 1", true)]
    [InlineData("Foo", "Foo: 1", "Foo: 2", false)]
    [InlineData("Foo", "Foo: 1", "Bar: 1", false)]
    [InlineData("Foo", "Bar: 1", "Foo: 1", false)]
    [InlineData("foo", "FOO: 1", "Foo: 1", true)]
    [InlineData("Foo", "Foo: 1,2", "Foo:  1, 2 ", true)]
    [InlineData("Foo", "Foo: \"a, b\"", "Foo: \"a,b\"", false)]
    [InlineData("Accept-Language", "Accept-Language: en, de", "Accept-Language: De,eN", true)]
    [InlineData("Accept-Language", "Accept-Language: en, de;q=0.5", "Accept-Language: de, en;q=0.5", false)]
    [InlineData("Accept-Encoding", "Accept-Encoding: gzip, br", "Accept-Encoding: br;q=1.0, gzip", true)]
    public void Matches_TheNamedFieldsSayTheSame(string vary, string stored, string now, bool expected)
    {
        var key = VaryKey.Of(Responses.Fields(stored), Responses.Fields($"Vary: {vary}"));

        Assert.Equal(expected, key.Matches(Responses.Fields(now)));
    }

    [Fact]
    public void Matches_SeveralLines_AreOneValue()
        => Assert.True(VaryKey.Of(Responses.Fields("Foo: 1, 2"), Responses.Fields("Vary: Foo")).Matches(Responses.Fields("Foo: 1", "Foo: 2")));

    [Theory]
    [InlineData("fr;q=0.5, de", true)]
    [InlineData("fr, de;q=0.5", false)]
    [InlineData("fr, de", false)]
    public void Matches_TheAnswerIsInTheFavouriteLanguage(string wanted, bool expected)
    {
        var key = VaryKey.Of(Responses.Fields("Accept-Language: en, de"), Responses.Fields("Vary: Accept-Language", "Content-Language: de"));

        Assert.Equal(expected, key.Matches(Responses.Fields($"Accept-Language: {wanted}")));
    }

    [Fact]
    public void IsSameAs_SameFieldsInAnotherOrder()
    {
        var request = Responses.Fields("A: 1", "B: 2");

        Assert.True(VaryKey.Of(request, Responses.Fields("Vary: A, B")).IsSameAs(VaryKey.Of(request, Responses.Fields("Vary: b, a"))));
        Assert.False(VaryKey.Of(request, Responses.Fields("Vary: A")).IsSameAs(VaryKey.None));
    }
}
