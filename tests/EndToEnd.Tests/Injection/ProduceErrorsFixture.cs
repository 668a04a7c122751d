using OrderPipeline.LocalCluster.Brokers;
using TestKit;
using TestKit.Processes;

namespace EndToEnd.Tests.Injection;

/// <summary>One run of the producer: an order for each kind of error, one after another.</summary>
public sealed class ProduceErrorsFixture
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Lazy<Task<ProduceErrorsRun>> _run = new(RunAsync);

    internal Task<ProduceErrorsRun> Run() => _run.Value;

    private static async Task<ProduceErrorsRun> RunAsync()
    {
        await using var injected = await InjectedPipeline.StartAsync();
        await using var producer = injected.Pipeline.Start(
            TestProgram.Producer,
            new ProgramOptions { KeepsInputOpen = true },
            "run", "--input", "-", "--Producer:BackoffBase=00:00:00.1");
        foreach (var error in ProduceError.All)
            await SendAsync(injected.Brokers, producer, error);
        producer.CloseInput();
        await producer.EndsWithAsync(0, Bound);
        var topics = injected.Pipeline.Topics;
        return new ProduceErrorsRun(
            producer.Output,
            RawTopic.Read(injected.BootstrapServers, topics.Orders, 4),
            RawTopic.Read(injected.BootstrapServers, topics.DeadLetters, 1));
    }

    /// <summary>The next order waits until it is known what became of this one: errors stay with theirs.</summary>
    private static async Task SendAsync(MockBrokers brokers, ProgramRun producer, ProduceError error)
    {
        brokers.ClearErrors(KafkaRequest.Produce);
        brokers.PushErrors(KafkaRequest.Produce, [.. Enumerable.Repeat(error.Code, error.Times)]);
        await producer.WriteAsync($$"""{"orderId":"{{error.OrderId}}","product":"Item1","price":1.25}""");
        await Eventually.True(
            () => producer.HasEnded || producer.Output.Any(line => IsEnd(line, error.OrderId)), Bound, error.OrderId);
        Assert.False(producer.HasEnded, $"{error.OrderId}: {string.Join('\n', producer.Errors)}");
    }

    private static bool IsEnd(string line, string orderId) =>
        line.StartsWith($"→ {orderId} ", StringComparison.Ordinal)
        || line.StartsWith($"✖ {orderId} ", StringComparison.Ordinal);
}
