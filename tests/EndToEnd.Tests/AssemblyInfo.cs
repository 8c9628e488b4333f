using Xunit.Sdk;
using Xunit.v3;

// One lab at a time: each test owns the machine's two cores.
[assembly: Parallelization(Mode = ParallelMode.None)]
