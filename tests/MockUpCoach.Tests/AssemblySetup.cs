using UpCoach.MockUpCoach.Tests;
using Xunit.Sdk;
using Xunit.v3;

// The servers are shared, and some tests take one of them away.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(ApiFixture))]
