using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TestKit.Processes;

namespace OrderPipeline.LocalCluster.Tests.Commands;

[Trait("Category", "EndToEnd")]
public sealed class LocalProgramTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly string[] FreePorts = ["--kafka-port", "0", "--registry-port", "0"];

    [Theory]
    [InlineData(ProcessSignal.Interrupt)]
    [InlineData(ProcessSignal.Terminate)]
    public async Task A_signal_ends_it_with_one_last_line_and_0(ProcessSignal signal)
    {
        await using var local = ProgramRun.Start(TestProgram.LocalCluster, FreePorts);
        await local.LineAsync("Ctrl+C ends it.", Bound);
        local.Signal(signal);
        await local.EndsWithAsync(0, Bound);

        Assert.Matches(
            @"^The local cluster ran \d\d:\d\d:\d\d and took 0 records, which are gone now\.$", local.Output[^1]);
        Assert.Empty(local.Errors);
        Assert.DoesNotContain(local.Output, line => line.Contains('\e'));
    }

    [Fact]
    public async Task A_taken_port_is_one_line_and_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        await using var local = ProgramRun.Start(
            TestProgram.LocalCluster, "--kafka-port", port, "--registry-port", "0");
        await local.EndsWithAsync(1, Bound);

        Assert.StartsWith($"error: port {port} on localhost is taken", Assert.Single(local.Errors));
    }

    [Theory]
    [InlineData("--kafka-port=65536", "error: --kafka-port 65536: ports go from 0 to 65535")]
    [InlineData("--registry-port=x", "error: --registry-port x: ports go from 0 to 65535")]
    [InlineData("--nothing", "error: Unrecognized command or argument '--nothing'.")]
    public async Task Bad_usage_is_one_line_and_2(string argument, string sentence)
    {
        await using var local = ProgramRun.Start(TestProgram.LocalCluster, argument);
        await local.EndsWithAsync(2, Bound);

        Assert.Equal(sentence, Assert.Single(local.Errors));
    }

    [Fact]
    public async Task Where_nobody_reads_any_more_it_ends_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not tell that a pipe is closed");
        var line = $"dotnet '{TestProgram.LocalCluster.AssemblyPath}' {string.Join(' ', FreePorts)} | head -1; "
            + "exit ${PIPESTATUS[0]}";
        var result = await Command.RunAsync("bash", ["-c", line], Bound);

        Assert.Equal((0, "OrderPipeline local cluster\n", ""), (result.ExitCode, result.Output, result.Errors));
    }
}
