namespace UpCoach.AppHost.Resources;

/// <summary>Where scenarios start, stop and kill resources of the lab. Only a run has it: in a deployment nobody may.</summary>
internal sealed class LabControl
{
    /// <summary>The variable that tells a program the address.</summary>
    public const string UrlVariable = "LAB_CONTROL_URL";

    /// <summary>The variable that tells a program the token.</summary>
    public const string TokenVariable = "LAB_CONTROL_TOKEN";

    private readonly IResourceBuilder<ParameterResource>? _token;
    private readonly LabControlAddress _address = new();

    private LabControl(IResourceBuilder<ParameterResource>? token) => _token = token;

    /// <summary>Adds the control of all resources of a drawing.</summary>
    /// <param name="builder">The drawing.</param>
    /// <param name="name">Its name; the token is the parameter <c>name-token</c>.</param>
    public static LabControl Add(IDistributedApplicationBuilder builder, string name)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return new LabControl(null);
        }

        var token = builder.AddParameter($"{name}-token", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
        var control = new LabControl(token);
        builder.Services.AddSingleton(control._address);
        builder.Services.AddSingleton(token.Resource);
        builder.Services.AddSingleton<CommandedEnds>();
        builder.Services.AddSingleton<LabControlCommands>();
        builder.Services.AddSingleton<IHostedService, LabControlServer>();
        return control;
    }

    /// <summary>Tells a program where the control is.</summary>
    public void Tell(IResourceBuilder<ProjectResource> program)
    {
        if (_token is not null)
        {
            program.WithEnvironment(UrlVariable, () => _address.Url).WithEnvironment(TokenVariable, _token);
        }
    }
}
