using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TestKit;
using TestKit.Clusters;
using TestKit.Processes;

namespace Demo.Tests.Runs;

/// <summary>What becomes of the demo, and of what it started, when it cannot run to its end.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DemoStopTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("OrderPipeline ─")]
    [InlineData("producer │ → ")]
    [InlineData("consumer │ ↻ ")]
    [InlineData("monitor  │ ✖ ")]
    [InlineData("── Averages")]
    public async Task Interrupted_at_any_moment_it_fails_and_leaves_no_process_behind(string moment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux lists processes in /proc");
        var port = FreePorts.Take(1);
        await using var demo = ProgramRun.Start(TestProgram.Demo, "--kafka-port", $"{port}");
        await demo.LineAsync(moment, Bound);

        demo.Signal(ProcessSignal.Interrupt);

        Assert.Equal(1, await demo.ExitAsync(Bound));
        Assert.Equal("error: stopped before the books were balanced", demo.Errors[^1]);
        Assert.Empty(ProgramsOn(port));
    }

    [Fact]
    public async Task Killed_it_leaves_no_process_behind_either()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux lists processes in /proc");
        var port = FreePorts.Take(1);
        await using var demo = ProgramRun.Start(TestProgram.Demo, "--kafka-port", $"{port}");
        await demo.LineAsync("producer │ → ", Bound);
        Assert.Equal(3, ProgramsOn(port).Count);

        await demo.KillAsync();

        await Eventually.True(() => ProgramsOn(port).Count == 0, Bound);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, FreePorts.Take(1));
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var demo = ProgramRun.Start(TestProgram.Demo, "--kafka-port", $"{port}");

        Assert.Equal(1, await demo.ExitAsync(Bound));

        Assert.Equal(
            [$"error: port {port} on localhost is taken: end what listens there, or choose another with --kafka-port"],
            demo.Errors);
    }

    [Theory]
    [InlineData("--orders", "0", "--orders takes a whole number from 1 to 200,000")]
    [InlineData("--orders", "200001", "--orders takes a whole number from 1 to 200,000")]
    [InlineData("--seed", "-1", "--seed takes a whole number from 0 to 18446744073709551615")]
    [InlineData("--kafka-port", "65536", "--kafka-port takes a whole number from 1 to 65,535")]
    [InlineData("--ordrs", "1", "unknown option --ordrs: did you mean --orders?")]
    [InlineData("--Consumer:Attempts=2", "", "--Consumer:Attempts: the demo gives the programs their settings itself")]
    public async Task Wrong_usage_is_one_line(string option, string value, string sentence)
    {
        string[] arguments = value.Length == 0 ? [option] : [option, value];
        await using var demo = ProgramRun.Start(TestProgram.Demo, arguments);

        Assert.Equal(2, await demo.ExitAsync(Bound));

        Assert.StartsWith("error: " + sentence, Assert.Single(demo.Errors), StringComparison.Ordinal);
        Assert.Empty(demo.Output);
    }

    /// <summary>Ids of the programs that were started for the cluster on this port and still run.</summary>
    private static List<int> ProgramsOn(int port)
    {
        var setting = string.Create(CultureInfo.InvariantCulture, $"BootstrapServers=localhost:{port}");
        return [.. Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)!)
            .Where(name => char.IsAsciiDigit(name[0]))
            .Where(name => CommandLineOf(name).Contains(setting, StringComparison.Ordinal))
            .Select(int.Parse)];
    }

    private static string CommandLineOf(string processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline");
        }
        catch (IOException)
        {
            // It ended while the list was read.
            return "";
        }
    }
}
