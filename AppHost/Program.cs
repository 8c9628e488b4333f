using UpCoach.AppHost.Resources;

return await Lab.RunAsync(args, static (builder, lab) =>
{
    // Infrastructure
    var postgres = builder.AddPostgres("postgres").WithImageTag("15").WithReadReplicas(2);
    var database = postgres.AddDatabase("upcoachdb", "upcoach");
    var everyServer = database.AddMultiHostConnectionString("upcoachdb-servers");
    var cache = builder.AddRedis("cache").WithImageTag("7.0");
    var files = SharedFolder.Add(builder, "files");

    // Services
    var upcoach1 = builder.AddUpCoachApi("upcoach-1").WithDatabase(everyServer).WithCache(cache).WithFiles(files);
    var upcoach2 = builder.AddUpCoachApi("upcoach-2").WithDatabase(everyServer).WithCache(cache).WithFiles(files);

    // Proxies
    var usEast = builder.AddCdnEdge("cdn-us-east", "us-east").WithOrigin(upcoach1).WithOrigin(upcoach2);
    var euWest = builder.AddCdnEdge("cdn-eu-west", "eu-west").WithOrigin(upcoach1).WithOrigin(upcoach2);
    var apSouth = builder.AddCdnEdge("cdn-ap-south", "ap-south").WithOrigin(upcoach1).WithOrigin(upcoach2);

    var purgeToken = builder.ConnectCdnEdges(usEast, euWest, apSouth);
    upcoach1.WithPublicAddress(usEast);
    upcoach2.WithPublicAddress(usEast);

    // Observation
    var prometheus = builder.AddPrometheus("prometheus")
        .WithScrapeTarget("upcoach", upcoach1)
        .WithScrapeTarget("upcoach", upcoach2)
        .WithScrapeTarget("cdn", usEast)
        .WithScrapeTarget("cdn", euWest)
        .WithScrapeTarget("cdn", apSouth);

    // On demand: servers that scenarios start, break and stop
    builder.AddFailoverDatabase("failover-db");
    builder.AddRedisCluster("cache-cluster", masters: 3);
    builder.AddSentinelRedis("cache");
    builder.AddScratchRedis("cache-scratch");
    var control = LabControl.Add(builder, "lab-control");

    // Load
    builder.AddLoadTest("loadtest", lab)
        .WithRunners(3)
        .WithControl(control)
        .WithPurging(purgeToken)
        .WithServer(database)
        .WithServer(everyServer)
        .WithServer(cache)
        .WithService(upcoach1)
        .WithService(upcoach2)
        .WithTarget(usEast)
        .WithTarget(euWest)
        .WithTarget(apSouth)
        .WithEvidence(prometheus)
        .WaitFor(upcoach1)
        .WaitFor(upcoach2);
});
