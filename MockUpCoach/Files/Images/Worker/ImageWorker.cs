using System.Diagnostics;
using System.Text.Json;

namespace UpCoach.MockUpCoach.Files.Images.Worker;

/// <summary>The program's other role: makes images in a process of its own, one at a time, until its standard input ends.</summary>
/// <remarks>
/// Decoders are the part of a service that strangers' bytes break most easily, and the part that takes most memory. Here both end with the process:
/// the API's own memory never holds a pixel, and an image that crashes a decoder or outgrows its limits costs one worker.
/// </remarks>
internal static class ImageWorker
{
    /// <summary>The argument that chooses this role.</summary>
    public const string Argument = "image-worker";

    public static int Run()
    {
        // Whoever answers users goes first; threads that the decoders start inherit this.
        using (var self = Process.GetCurrentProcess())
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
        VariantWriter.Prepare();
        while (Console.In.ReadLine() is { } line)
        {
            var order = JsonSerializer.Deserialize(line, WorkerJson.Default.ImageOrder)!;
            Report(Work(order));
        }

        return 0;
    }

    private static ImageReport Work(ImageOrder order)
    {
        Directory.CreateDirectory(order.Target);
        try
        {
            return new ImageReport(1, VariantWriter.Write(order, progress => Report(new ImageReport(progress))));
        }
        catch (ImageRejectedException e)
        {
            return new ImageReport(1, Rejection: e.Message);
        }
        catch (NetVips.VipsException)
        {
            // Its text quotes paths and libraries: nothing for the sender.
            return new ImageReport(1, Rejection: "The image is truncated or damaged.");
        }
    }

    private static void Report(ImageReport report)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(report, WorkerJson.Default.ImageReport));
        Console.Out.Flush();
    }
}
