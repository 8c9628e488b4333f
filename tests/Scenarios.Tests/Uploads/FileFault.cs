namespace UpCoach.Scenarios.Tests.Uploads;

/// <summary>What is wrong with a server.</summary>
internal enum FileFault
{
    None,
    IsSlow,
    LosesUploads,
    DamagesFiles,
    ForgetsProgress,
    ChokesInACrowd,
    RefusesACrowd,
    QueuesImages,
    IsSlowAtImages,
    RejectsImages,
    MakesWrongSizes,
    MislabelsImages,
    BloatsImages,
    CachesNothing,
    CachesOthersImages,
    DeliversLate,
    FetchesLate,
}
