namespace UpCoach.LoadRunners.Analysis.Verdicts;

/// <summary>How a run ended, from best known to least known.</summary>
public enum RunOutcome
{
    /// <summary>Every threshold was judged and held.</summary>
    Passed,

    /// <summary>At least one threshold was judged and crossed.</summary>
    Failed,

    /// <summary>A threshold had no sample to be judged on, or there was nothing to judge.</summary>
    NotEnoughData,

    /// <summary>The generator or an agent broke the experiment: the figures say nothing about the target.</summary>
    Void,

    /// <summary>Somebody stopped the run before its end.</summary>
    Interrupted,
}
