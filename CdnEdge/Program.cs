using System.Text;
using UpCoach.CdnEdge.Answers;
using UpCoach.CdnEdge;
using UpCoach.CdnEdge.Caching;
using UpCoach.CdnEdge.Caching.Storage;
using UpCoach.CdnEdge.Images;
using UpCoach.CdnEdge.Origins;
using UpCoach.CdnEdge.Purging;
using UpCoach.CdnEdge.Regions;
using UpCoach.CdnEdge.Telemetry;
using UpCoach.ServiceDefaults;
using Yarp.ReverseProxy.Health;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();

// A dead origin fails a probe every second; that it is left out is seen in cdn_origin_healthy.
builder.Logging.AddFilter("Yarp.ReverseProxy.Health.ActiveHealthCheckMonitor", LogLevel.Error);

// Bodies pass through: how large they may be is the origin's decision.
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = null;

    // Who sends a byte now and then holds a connection here, not one to an origin, and not for long.
    kestrel.Limits.RequestHeadersTimeout = builder.Configuration.GetValue("Cdn:HeaderPatience", TimeSpan.FromSeconds(10));

    // Fields pass through byte for byte, whatever they are written in.
    kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
    kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
});

// An edge only passes bytes on: what arrives is sent on by the thread that it woke.
builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);

var edge = EdgeOptions.Read(builder.Configuration, builder.Environment);
var origins = OriginDiscovery.Find(builder.Configuration, edge.Name);
builder.Services.AddSingleton(edge);
builder.Services.AddSingleton<EdgeMetrics>();
builder.Services.AddSharedCache(builder.Configuration);
builder.Services.AddImages(builder.Configuration);
builder.Services.AddRegions(builder.Configuration);
builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(OriginProxy.Configure);
builder.Services.AddReverseProxy()
    .LoadFromMemory([OriginProxy.Route], [OriginProxy.Cluster(origins, edge.ProbePath)])
    .ConfigureHttpClient((_, handler) => OriginProxy.Configure(handler))
    .AddTransforms(transforms => EdgeHeaders.AddTo(transforms, edge))
    .AddTransforms(LargeBodies.AskFirst);

var app = builder.Build();
var metrics = app.Services.GetRequiredService<EdgeMetrics>();
metrics.ObserveOrigins();
metrics.ObserveStore(app.Services.GetRequiredService<ResponseStore>());
app.MapDefaultEndpoints();
app.MapPurge();
app.MapRegions();
app.MapReverseProxy(EdgePipeline.Use);
app.Run();
