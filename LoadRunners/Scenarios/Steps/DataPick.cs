namespace UpCoach.LoadRunners.Scenarios.Steps;

/// <summary>Which row of the data an iteration gets.</summary>
internal enum DataPick
{
    /// <summary>User n always has row n, over and over from the first: accounts.</summary>
    User,

    /// <summary>User n begins at row n and takes the next one each time.</summary>
    Iteration,

    /// <summary>Any, by the user's own random numbers.</summary>
    Random,
}
