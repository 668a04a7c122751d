using System.Diagnostics;
using System.Globalization;
using Avro.Fuzz.Coverage;
using Avro.Fuzz.Targets;

namespace Avro.Fuzz.Running;

/// <summary>
/// Runs the worker as a process of its own over instrumented copies of the assemblies, with a bound on its memory;
/// where it dies or hangs, the input of that moment is the finding, and a new one goes on.
/// </summary>
internal sealed class Watch(FuzzOptions options, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(30);

    private static readonly string[] Tested =
        ["OrderPipeline.Avro.dll", "OrderPipeline.SchemaRegistry.dll", "OrderPipeline.Contracts.dll"];

    internal int Run()
    {
        var folder = Directory.CreateTempSubdirectory("avro-fuzz-").FullName;
        try
        {
            Instrument(folder);
            var start = time.GetTimestamp();
            var (exitCode, seed) = (0, options.Seed);
            for (var left = options.Minutes; left > 0; left = options.Minutes - time.GetElapsedTime(start).TotalMinutes)
                exitCode = Math.Max(exitCode, RunWorker(folder, left, seed++));
            return exitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Instrument(string folder)
    {
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var name in Tested)
            Instrumenter.Rewrite(Path.Combine(folder, name));
    }

    private int RunWorker(string folder, double minutes, int seed)
    {
        var beats = Path.Combine(folder, "heartbeat");
        using var heartbeat = new Heartbeat(beats);
        using var process = Process.Start(Command(folder, beats, minutes, seed))
            ?? throw new InvalidOperationException("the worker did not start");
        var (seen, since) = (heartbeat.Cases, time.GetTimestamp());
        while (!process.WaitForExit(Look))
        {
            if (heartbeat.Cases != seen)
                (seen, since) = (heartbeat.Cases, time.GetTimestamp());
            else if (time.GetElapsedTime(since) > LongestCase)
                return Stop(process, heartbeat);
        }

        return process.ExitCode is 0 or 1
            ? process.ExitCode
            : Keep(heartbeat, $"the process ended with exit code {process.ExitCode}");
    }

    private int Stop(Process process, Heartbeat heartbeat)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return Keep(heartbeat, $"a case took longer than {LongestCase.TotalSeconds} s");
    }

    private int Keep(Heartbeat heartbeat, string rule)
    {
        var (target, input) = heartbeat.Current;
        new FindingStore(options.Out).Add(new Finding(Targets()[target], rule, $"case {heartbeat.Cases}", input));
        return 1;
    }

    private string[] Targets() =>
        [.. AllTargets.Make().Select(target => target.Name).Where(name => options.Targets?.Contains(name) ?? true)];

    private ProcessStartInfo Command(string folder, string beats, double minutes, int seed)
    {
        var culture = CultureInfo.InvariantCulture;
        // The copies need the general host: the program has its own run what lies beside it.
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        string[] arguments =
        [
            "--plain", "--minutes", minutes.ToString(culture), "--seed", seed.ToString(culture),
            "--out", options.Out, "--heartbeat", beats,
        ];

        foreach (var argument in arguments.Prepend(Path.Combine(folder, "Avro.Fuzz.dll")))
            start.ArgumentList.Add(argument);
        if (options.Targets is { } targets)
        {
            start.ArgumentList.Add("--targets");
            start.ArgumentList.Add(string.Join(',', targets));
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }
}
