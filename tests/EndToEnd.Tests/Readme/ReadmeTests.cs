using System.Net;
using System.Net.Sockets;
using TestKit.Clusters;
using TestKit.Processes;
using TestKit.Repository;

namespace EndToEnd.Tests.Readme;

/// <summary>README's commands, typed as they stand there, print what stands below them.</summary>
/// <remarks>They use the usual ports, since README changes no setting.</remarks>
[Trait("Category", "EndToEnd")]
public sealed class ReadmeTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>Commands that no test can run, with the reason.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["./dev test"] = "is what runs this test",
        ["docker compose up -d --wait"] = "needs Docker and its images",
        ["docker compose down"] = "needs Docker and its images",
    };

    private readonly Dictionary<string, ReadmeCommand> _left =
        ReadmeCommand.All().Where(command => !NotRun.ContainsKey(command.Line)).ToDictionary(command => command.Line);

    [Fact]
    public async Task Its_commands_print_what_it_says()
    {
        RequireFree(9092);
        RequireFree(8081);
        await RunAsync("./dev demo");
        await using var cluster = Start("./dev local", out var localSays);
        await cluster.LineAsync("Ctrl+C ends it.", Bound);
        await using var monitor = Start("dotnet run --project src/DlqMonitor", out var monitorSays);
        await using var consumer = Start(
            "dotnet run --project src/AggregationConsumer -- --Faults:FailProduct=Item3", out var consumerSays);
        await consumer.ErrorLineAsync("restored orders[3]", Bound);

        await RunAsync("dotnet run --project src/Producer -- --count 8 --seed 7");
        await consumer.LineAsync("✖ 7-3 ", Bound);
        await consumer.LineAsync("✖ 7-4 ", Bound);
        await monitor.LineAsync("Order ID:        7-3", Bound);
        await monitor.LineAsync("Order ID:        7-4", Bound);
        await InterruptAsync(consumer, consumerSays);
        await InterruptAsync(monitor, monitorSays);

        await RunAsync("dotnet run --project src/AggregationConsumer -- averages");
        await RunAsync("dotnet run --project src/DlqMonitor -- summary");
        await RunAsync(
            "export ORDERPIPELINE_Kafka__BootstrapServers=127.0.0.1:9092 "
                + "ORDERPIPELINE_Kafka__Client__socket_keepalive_enable=true",
            "dotnet run --project src/Producer -- setup --Kafka:StartupTimeout=10s --Topics:CreateMissing=false");
        await InterruptAsync(cluster, localSays);
        Assert.Empty(_left.Keys);
    }

    [Fact]
    public void A_command_that_no_test_runs_is_still_there() =>
        Assert.Empty(NotRun.Keys.Except(ReadmeCommand.All().Select(command => command.Line)));

    private async Task RunAsync(params string[] lines)
    {
        var commands = lines.Select(Take).ToList();
        await using var run = StartShell(string.Join("; ", lines));
        await run.EndsWithAsync(0, Bound);
        Compare(run, commands.SelectMany(command => command.Output));
    }

    private ProgramRun Start(string line, out IReadOnlyList<string> output)
    {
        output = Take(line).Output;
        return StartShell(line);
    }

    private static async Task InterruptAsync(ProgramRun run, IReadOnlyList<string> output)
    {
        run.Signal(ProcessSignal.Interrupt);
        await run.EndsWithAsync(0, Bound);
        Compare(run, output);
    }

    private ReadmeCommand Take(string line)
    {
        Assert.True(_left.Remove(line, out var command), $"README has no command '{line}'");
        return command;
    }

    private static ProgramRun StartShell(string line) => ProgramRun.StartShell(line, new()
    {
        WorkingFolder = RepositoryRoot.Path,
        Environment = new Dictionary<string, string?>
        {
            // What the tests were built as is built already.
            ["Configuration"] = TestProgram.Configuration,
            ["MSBUILDDISABLENODEREUSE"] = "1",
        },
    });

    private static void Compare(ProgramRun run, IEnumerable<string> says)
    {
        var printed = run.Output.Concat(run.Errors).Select(PrintedLine.Of).ToHashSet(StringComparer.Ordinal);
        var missing = says.Where(line => line is not ("" or "…" or "^C")).Select(PrintedLine.Of)
            .Where(line => !printed.Contains(line)).ToList();
        Assert.True(
            missing.Count == 0,
            $"not printed:\n{string.Join('\n', missing)}\nprinted:\n{string.Join('\n', printed)}");
    }

    private static void RequireFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException)
        {
            RealBroker.Missing($"README's commands use port {port}, and somebody listens there");
        }
    }
}
