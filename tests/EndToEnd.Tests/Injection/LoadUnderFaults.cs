using System.Globalization;
using System.Text.Json;
using OrderPipeline.LocalCluster.Brokers;
using TestKit;
using TestKit.Clusters;
using TestKit.Processes;

namespace EndToEnd.Tests.Injection;

/// <summary>A producer that sends at a steady rate and a consumer that averages, while brokers misbehave.</summary>
internal sealed class LoadUnderFaults : IAsyncDisposable
{
    private const string Instance = "one";
    private const int MostOrders = 60_000; // two minutes: a load never ends before its test
    private const StringComparison Text = StringComparison.Ordinal;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly InjectedPipeline _injected;
    private readonly SentOrders _orders;
    private readonly ProgramRun _producer;
    private readonly ProgramRun _consumer;

    private LoadUnderFaults(InjectedPipeline injected, SentOrders orders)
    {
        (_injected, _orders) = (injected, orders);
        _consumer = injected.Pipeline.Start(
            TestProgram.AggregationConsumer,
            "run",
            $"--Consumer:InstanceId={Instance}",
            // Sooner heard of than at the values of every day.
            "--Kafka:Consumer:session.timeout.ms=2000",
            "--Kafka:Consumer:heartbeat.interval.ms=300");
        _producer = injected.Pipeline.Start(
            TestProgram.Producer, "run", "--input", orders.Path, "--rate", "500", "--json");
    }

    public MockBrokers Brokers => _injected.Brokers;

    public string Group => _injected.Pipeline.Topics.Group;

    public string TransactionalId => IdOf(_injected.Pipeline.Topics);

    /// <summary>Starts both; what <paramref name="before"/> does to the brokers they meet from their start.</summary>
    public static async Task<LoadUnderFaults> StartAsync(Action<MockBrokers>? before = null)
    {
        var injected = await InjectedPipeline.StartAsync();
        before?.Invoke(injected.Brokers);
        return new LoadUnderFaults(injected, await SentOrders.WriteAsync(MostOrders));
    }

    /// <summary>Starts both with everything on the first broker, but half of the orders on the second.</summary>
    public static async Task<LoadUnderFaults> StartOnTwoBrokersAsync()
    {
        var injected = await InjectedPipeline.StartAsync();
        var topics = injected.Pipeline.Topics;
        injected.Brokers.SetGroupCoordinator(topics.Group, 1);
        injected.Brokers.SetTransactionCoordinator(IdOf(topics), 1);
        LeadBy(injected, 1);
        injected.Brokers.SetLeader(topics.Orders, 0, 2);
        injected.Brokers.SetLeader(topics.Orders, 1, 2);
        return new LoadUnderFaults(injected, await SentOrders.WriteAsync(MostOrders));
    }

    /// <summary>Waits until more orders are committed as averaged, by the consumer's own lines.</summary>
    public async Task GoesOnAsync()
    {
        var before = Averaged();
        await Eventually.True(() => _consumer.HasEnded || Averaged() > before, Bound);
        AssertRuns();
    }

    /// <summary>Waits until the consumer has been given its partitions so often.</summary>
    public Task AssignedAsync(int times) => Eventually.True(
        () => _consumer.HasEnded || _consumer.Errors.Count(line => line.StartsWith("assigned ", Text)) >= times, Bound);

    /// <summary>Waits until the consumer has said that no broker answers.</summary>
    public Task CannotReachAsync() => _consumer.ErrorLineAsync("cannot reach", Bound);

    /// <summary>Makes this broker the leader of every partition of orders and averages.</summary>
    public void LeadBy(int broker) => LeadBy(_injected, broker);

    /// <summary>Ends the load: every order sent is in its topic, and what is in the topic is averaged once.</summary>
    /// <param name="mayRepeat">Where answers were lost on the way: the mock cluster does not know a repeated request
    /// by its sequence number, as a real broker does, and takes the order a second time.</param>
    public async Task AssertBooksAsync(bool mayRepeat = false)
    {
        var sent = await EndProducerAsync();
        var topics = _injected.Pipeline.Topics;
        var numbers = RawTopic.Read(_injected.BootstrapServers, topics.Orders, 4)
            .Select(order => int.Parse(order.Key!.AsSpan(1), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(0, sent), numbers.Distinct().Order());
        Assert.True(mayRepeat || numbers.Count == sent, $"{numbers.Count} records of {sent} orders");
        var averages = await AllAveragedAsync(numbers.Count);
        AssertRuns();
        _consumer.Signal(ProcessSignal.Terminate);
        await _consumer.EndsWithAsync(0, Bound);
        var total = averages.GetProperty("total");
        Assert.Equal(numbers.Count, total.GetProperty("count").GetInt32());
        var sum = decimal.Parse(total.GetProperty("sum").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(numbers.Sum(SentOrders.PriceOf), sum);
        Assert.Equal((numbers.Count, numbers.Count), (Ledgers(averages, "read"), Ledgers(averages, "averaged")));
        Assert.Empty(RawTopic.Read(_injected.BootstrapServers, topics.DeadLetters, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _producer.DisposeAsync();
        await _consumer.DisposeAsync();
        await _injected.DisposeAsync();
        _orders.Dispose();
    }

    private static void LeadBy(InjectedPipeline injected, int broker)
    {
        foreach (var topic in new[] { injected.Pipeline.Topics.Orders, injected.Pipeline.Topics.Averages })
        {
            foreach (var partition in Enumerable.Range(0, 4))
                injected.Brokers.SetLeader(topic, partition, broker);
        }
    }

    private static string IdOf(TestTopics topics) => $"{topics.Group}.{Instance}";

    private static int Ledgers(JsonElement averages, string figure) =>
        averages.GetProperty("ledger").EnumerateArray().Sum(line => line.GetProperty(figure).GetInt32());

    /// <summary>How many orders it sent, all of which must be delivered.</summary>
    private async Task<int> EndProducerAsync()
    {
        Assert.False(_producer.HasEnded, string.Join('\n', _producer.Errors));
        _producer.Signal(ProcessSignal.Terminate);
        await _producer.EndsWithAsync(0, Bound);
        var summary = JsonElement.Parse(_producer.Output[^1]);
        var sent = summary.GetProperty("sent").GetInt32();
        Assert.Equal(
            (sent, 0), (summary.GetProperty("delivered").GetInt32(), summary.GetProperty("deadLettered").GetInt32()));
        return sent;
    }

    /// <summary>The committed averages, once there are as many as orders, or more.</summary>
    private async Task<JsonElement> AllAveragedAsync(int sent)
    {
        var averages = default(JsonElement);
        await Eventually.True(
            async () =>
            {
                averages = await _injected.Pipeline.AveragesAsync();
                return _consumer.HasEnded || averages.GetProperty("total").GetProperty("count").GetInt32() >= sent;
            },
            Bound);
        return averages;
    }

    private int Averaged() => _consumer.Output.Count(line => line.StartsWith('✔'));

    private void AssertRuns() => Assert.False(_consumer.HasEnded, string.Join('\n', _consumer.Errors));
}
