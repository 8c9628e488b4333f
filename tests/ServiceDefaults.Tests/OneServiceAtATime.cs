using Xunit.Sdk;
using Xunit.v3;

// The OpenTelemetry SDK hears every meter of the process. Of two services side by side, the one that ends takes the other's instruments of the same name out of service.
[assembly: Parallelization(Mode = ParallelMode.None)]
