using System.CommandLine;
using Confluent.Kafka;
using Messaging.Tests.Output;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Settings;
using TestKit.Time;

namespace Messaging.Tests.Hosting;

[Trait("Category", "Unit")]
public sealed class ProgramHostTests : IDisposable
{
    private static readonly Option<int> Count = new("--count");
    private static readonly Argument<string> Place = new("place");

    private readonly FakeOutput _output = new();
    private readonly StringWriter _error = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _ran = [];

    [Fact]
    public async Task The_default_command_runs_without_its_name_and_with_its_options()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("--count", "3"));
        Assert.Equal(ExitCode.Done, await RunAsync("watch", "--count=4"));

        Assert.Equal(["watch 3 ", "watch 4 "], _ran);
    }

    [Fact]
    public async Task Settings_on_the_command_line_reach_the_command_in_every_form()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("show", "0:12", "--A:B=1", "--C:D:e.f=x=y", "--G:H", "2"));

        Assert.Equal(["show 0:12 --A:B=1 --C:D:e.f=x=y --G:H=2"], _ran);
    }

    [Fact]
    public async Task Settings_may_stand_before_the_argument_of_a_command()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("show", "--A:B=1", "--G:H", "2", "0:12"));

        Assert.Equal(["show 0:12 --A:B=1 --G:H=2"], _ran);
    }

    [Theory]
    [InlineData("unknown option --cuont: did you mean --count?", "--cuont=5")]
    [InlineData("unknown argument sohw: did you mean show?", "sohw")]
    [InlineData("unknown option --frobnicate; --help lists what there is", "--frobnicate")]
    [InlineData("unknown argument 5; --help lists what there is", "show", "0:1", "5")]
    [InlineData("--A:B has no value: write --A:B=value", "--A:B")]
    [InlineData("Required argument 'place' missing for command: 'show'.", "show")]
    [InlineData(
        "Cannot parse argument 'many' for option '--count' as expected type 'System.Int32'.", "--count", "many")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_2(string expected, params string[] args)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(args));

        Assert.Equal($"error: {expected}\n", _error.ToString());
        Assert.Empty(_ran);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("show", "--help")]
    public async Task Help_speaks_of_settings_and_of_no_other_arguments(params string[] args)
    {
        Assert.Equal(ExitCode.Done, await RunAsync(args));

        var help = string.Join('\n', _output.Lines);
        Assert.DoesNotContain("additional arguments", help, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(
            "\nSettings:\n"
            + "  --Section:Key=value  Any setting for this run, as in --Kafka:BootstrapServers=localhost:9092.",
            help.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_goes_to_standard_output()
    {
        Assert.Equal(ExitCode.Done, await RunAsync("--help"));

        Assert.Contains(_output.Lines, line => line.Contains("--count", StringComparison.Ordinal));
        Assert.Empty(_error.ToString());
    }

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new ProgramException(ExitCode.Found, "two dead letters differ"), 4, "two dead letters differ" },
        { new SettingsException("Kafka:X is unknown"), 2, "Kafka:X is unknown" },
        { new AggregateException(new SettingsException("inner")), 2, "inner" },
        {
            new KafkaException(new Error(ErrorCode.Local_Transport, "a:1/1: Connection refused")), 3,
            "the Kafka cluster cannot be reached: a:1/1: Connection refused"
        },
        {
            new KafkaException(ErrorCode.GroupLoadInProgress), 3,
            "the Kafka cluster is not ready: Broker: Coordinator load in progress"
        },
        {
            new KafkaException(ErrorCode.TopicAuthorizationFailed), 1,
            "the Kafka cluster denies a right: Broker: Topic authorization failed"
        },
        { new InvalidOperationException("a\nb\u001b[2J"), 1, "unexpected InvalidOperationException: a b [2J" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Every_failure_is_one_line_without_a_stack(Exception failure, int exitCode, string line)
    {
        var table = new CommandTable("x").Default("run", "runs", _ => throw failure);

        Assert.Equal(exitCode, await RunAsync(table));
        Assert.Equal($"error: {line}\n", _error.ToString());
    }

    [Fact]
    public async Task A_command_that_was_told_to_stop_has_done_its_work()
    {
        var table = new CommandTable("x").Default("run", "runs", async context =>
        {
            await _stop.CancelAsync();
            context.Stopping.ThrowIfCancellationRequested();
            return ExitCode.Failed;
        });

        Assert.Equal(ExitCode.Done, await RunAsync(table));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Output_that_nobody_reads_stops_the_command_quietly()
    {
        using var broken = new FakeOutput { IsBroken = true };
        using var lines = new ConsoleLines(broken, TimeProvider.System);
        var table = new CommandTable("x").Default("run", "runs", async context =>
        {
            context.Output.TryWrite("line");
            await Task.Delay(Timeout.Infinite, context.Stopping);
            return ExitCode.Failed;
        });

        var code = await ProgramHost.RunAsync(
            "test", [], table, new ProgramOutputs(lines, _error, TimeProvider.System), CancellationToken.None);

        Assert.Equal(ExitCode.Done, code);
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void The_first_signal_asks_and_a_later_one_ends_at_once(int laterMs, int ends)
    {
        var ended = 0;
        var clock = new ManualTimeProvider();
        using var signals = new StopSignals(clock, () => ended++);
        signals.Raise();
        Assert.True(signals.Stopping.IsCancellationRequested);

        clock.Advance(TimeSpan.FromMilliseconds(laterMs));
        signals.Raise();

        Assert.Equal(ends, ended);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _stop.Dispose();
    }

    private Task<int> RunAsync(params string[] args) => RunAsync(
        new CommandTable("a program")
            .Default("watch", "watches", Note(context => $"watch {context.Get(Count)}"), Count)
            .Add("show", "shows", Note(context => $"show {context.Get(Place)}"), Place),
        args);

    private async Task<int> RunAsync(CommandTable table, params string[] args)
    {
        using var lines = new ConsoleLines(_output, TimeProvider.System);
        _error.NewLine = "\n";
        return await ProgramHost.RunAsync(
            "test", args, table, new ProgramOutputs(lines, _error, TimeProvider.System), _stop.Token);
    }

    private Func<CommandContext, Task<int>> Note(Func<CommandContext, string> text) => context =>
    {
        _ran.Add($"{text(context)} {string.Join(' ', context.Overrides)}");
        return Task.FromResult(ExitCode.Done);
    };
}
