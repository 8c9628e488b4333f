using UpCoach.AppHost.Resources;

namespace UpCoach.AppHost.Tests.LabControl;

public sealed class CommandedEndsTests
{
    private readonly CommandedEnds _ends = new();

    [Fact]
    public void Nothing_Commanded_EndIsAFailure() => Assert.False(_ends.See("a", hasEnded: true, isHealthy: false));

    [Fact]
    public void Stop_EndIsExpected_OfThisResourceAlone()
    {
        _ends.Expect("a");
        Assert.True(_ends.See("A", hasEnded: true, isHealthy: false));
        Assert.False(_ends.See("b", hasEnded: true, isHealthy: false));
    }

    [Fact]
    public void Stop_OlderNewsOfItsHealth_DoesNotUndoIt()
    {
        _ends.Expect("a");
        _ends.See("a", hasEnded: false, isHealthy: true);
        Assert.True(_ends.See("a", hasEnded: true, isHealthy: false));
        Assert.True(_ends.See("a", hasEnded: true, isHealthy: false));
    }

    [Fact]
    public void Stopped_StartedAndHealthy_NextEndIsAFailure()
    {
        _ends.Expect("a");
        _ends.See("a", hasEnded: true, isHealthy: false);
        _ends.Excuse("a");
        _ends.See("a", hasEnded: false, isHealthy: true);
        Assert.False(_ends.See("a", hasEnded: true, isHealthy: false));
    }

    [Fact]
    public void Start_FailsBeforeItIsHealthy_IsNotTheLabsFailure()
    {
        _ends.Excuse("a");
        _ends.See("a", hasEnded: false, isHealthy: false);
        Assert.True(_ends.See("a", hasEnded: true, isHealthy: false));
    }
}
