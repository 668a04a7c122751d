using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

/// <summary>What is wrong before any server is asked: exit code 2, one line that names it.</summary>
[Trait("Category", "EndToEnd")]
public sealed class BadUsageTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Programs => ["Producer", "AggregationConsumer", "DlqMonitor"];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task An_unknown_setting_is_named(string program)
    {
        await using var run = ProgramRun.Start(TestProgram.Named(program), "--Kafka:BootstrapServer=127.0.0.1:1");

        await PlainErrors.AssertFailsAsync(run, 2, Bound, "Kafka:BootstrapServer");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_bad_value_is_named_with_its_setting(string program)
    {
        await using var run = ProgramRun.Start(TestProgram.Named(program), "--Kafka:StartupTimeout=soon");

        await PlainErrors.AssertFailsAsync(run, 2, Bound, "Kafka:StartupTimeout", "soon");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_setting_of_the_environment_is_checked_too(string program)
    {
        var options = new ProgramOptions
        {
            Environment = new Dictionary<string, string?> { ["ORDERPIPELINE_Consumer__Attempts"] = "none" },
        };
        await using var run = ProgramRun.Start(TestProgram.Named(program), [], options);

        await PlainErrors.AssertFailsAsync(run, 2, Bound, "Consumer");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_property_that_would_break_the_promise_is_refused(string program)
    {
        await using var run = ProgramRun.Start(TestProgram.Named(program), "--Kafka:Client:enable_idempotence=false");

        await PlainErrors.AssertFailsAsync(run, 2, Bound, "enable.idempotence");
    }

    [Theory]
    [InlineData("Producer", "--count", "many")]
    [InlineData("Producer", "--count")]
    [InlineData("Producer", "--rate", "0")]
    [InlineData("Producer", "--seed", "-1")]
    [InlineData("Producer", "--no-such-option")]
    [InlineData("Producer", "--price", "100..10")]
    [InlineData("AggregationConsumer", "averagess")]
    [InlineData("AggregationConsumer", "run", "--until")]
    [InlineData("DlqMonitor", "show", "not-a-place")]
    [InlineData("DlqMonitor", "show")]
    public async Task A_bad_command_line_is_refused(string program, params string[] arguments)
    {
        await using var run = ProgramRun.Start(TestProgram.Named(program), arguments);

        await PlainErrors.AssertFailsAsync(run, 2, Bound);
        Assert.NotEmpty(run.Errors);
    }
}
