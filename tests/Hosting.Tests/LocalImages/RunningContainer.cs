using UpCoach.Hosting.LocalImages;
using UpCoach.Hosting.Running.Processes;
using UpCoach.Hosting.Tests.Processes;

namespace UpCoach.Hosting.Tests.LocalImages;

internal sealed record RunningContainer(ContainerSpec Spec, ChildProcess Child, IReadinessProbe Readiness, OutputLines Lines)
{
    public int Port => Spec.Ports[0].HostPort;
}
