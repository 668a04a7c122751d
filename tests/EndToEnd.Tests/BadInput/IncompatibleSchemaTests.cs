using EndToEnd.Tests.Injection;
using OrderPipeline.SchemaRegistry;
using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

/// <summary>SCENARIOS 42: a registry that refuses our schema, and says why.</summary>
[Trait("Category", "EndToEnd")]
public sealed class IncompatibleSchemaTests
{
    private const string OthersOrder =
        """
        {"type":"record","name":"Order","namespace":"OrderPipeline.Contracts",
        "fields":[{"name":"orderId","type":"long"},{"name":"product","type":"string"}]}
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("run", "--count", "1", "--SchemaRegistry:AutoRegister=true")]
    [InlineData("setup")]
    public async Task The_difference_to_what_is_registered_is_printed_and_nothing_is_sent(params string[] arguments)
    {
        await using var injected = await InjectedPipeline.StartAsync();
        await RegisterAsync(injected, OthersOrder);
        await using var run = injected.Pipeline.Start(TestProgram.Producer, arguments);

        await PlainErrors.AssertFailsAsync(
            run, 1, Bound,
            injected.Pipeline.Topics.Orders + "-value",
            "(orderId): the writer has long, the reader string",
            "(price): the writer's OrderPipeline.Contracts.Order has no such field");
        Assert.Empty(RawTopic.Read(injected.BootstrapServers, injected.Pipeline.Topics.Orders, 4));
    }

    [Fact]
    public async Task Without_leave_to_register_it_says_who_has_it()
    {
        await using var injected = await InjectedPipeline.StartAsync();
        await RegisterAsync(injected, OthersOrder);
        await using var run = injected.Pipeline.Start(TestProgram.Producer, "run", "--count", "1");

        await PlainErrors.AssertFailsAsync(run, 1, Bound, "producer setup", "AutoRegister");
    }

    private static async Task RegisterAsync(InjectedPipeline injected, string schema)
    {
        using var registry = new CachedSchemaRegistryClient(
            new SchemaRegistryOptions { Url = injected.Pipeline.Cluster.RegistryUrl });
        await registry.RegisterSchemaAsync(injected.Pipeline.Topics.Orders + "-value", new Schema(schema));
    }
}
