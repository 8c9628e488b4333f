using UpCoach.Realtime.Tests;
using Xunit.Sdk;
using Xunit.v3;

// The processes are shared, and tests kill some of them.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Platform))]
