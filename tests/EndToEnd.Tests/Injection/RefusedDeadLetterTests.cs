using Confluent.Kafka;
using OrderPipeline.LocalCluster.Brokers;
using TestKit.Processes;

namespace EndToEnd.Tests.Injection;

/// <summary>Orders that are refused, and whose dead letters meet errors too: retried, made smaller, or named.</summary>
[Trait("Category", "EndToEnd")]
public sealed class RefusedDeadLetterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_dead_letter_is_tried_three_times_too()
    {
        await using var injected = await InjectedPipeline.StartAsync();
        await using var producer = Run(
            injected, ErrorCode.PolicyViolation, ErrorCode.NetworkException, ErrorCode.NetworkException);

        await producer.EndsWithAsync(0, Bound);

        Assert.StartsWith("sent 1 · delivered 0 · dead-lettered 1 · ", producer.Output[^1], StringComparison.Ordinal);
        var letter = Assert.Single(RawTopic.Read(injected.BootstrapServers, injected.Pipeline.Topics.DeadLetters, 1));
        Assert.Equal("7-1", letter.Key);
        Assert.Equal("1", RawTopic.Header(letter, "dlq.attempts"));
        Assert.Empty(RawTopic.Read(injected.BootstrapServers, injected.Pipeline.Topics.Orders, 4));
    }

    [Theory]
    [InlineData(2, "SHORT_DETAIL")]
    [InlineData(3, "NO_DETAIL")]
    [InlineData(4, "POINTER")]
    public async Task A_dead_letter_that_is_too_large_becomes_smaller_and_says_so(int refusals, string rung)
    {
        await using var injected = await InjectedPipeline.StartAsync();
        await using var producer = Run(
            injected, [.. Enumerable.Repeat(ErrorCode.MsgSizeTooLarge, refusals)]);

        await producer.EndsWithAsync(0, Bound);

        var letter = Assert.Single(await injected.Pipeline.DeadLettersAsync());
        Assert.Equal(rung, letter.GetProperty("rung").GetString());
        Assert.Equal("7-1", letter.GetProperty("orderId").GetString());
    }

    [Theory]
    [InlineData(ErrorCode.PolicyViolation, ErrorCode.ClusterAuthorizationFailed)]
    // librdkafka takes a sequence that is out of order for fatal: nothing can be sent with this producer any more.
    [InlineData(ErrorCode.OutOfOrderSequenceNumber)]
    public async Task An_order_that_no_topic_takes_is_named_and_the_exit_code_is_3(params ErrorCode[] errors)
    {
        await using var injected = await InjectedPipeline.StartAsync();
        await using var producer = Run(injected, errors);

        await producer.EndsWithAsync(3, Bound);

        Assert.Contains(
            producer.Errors, line => line.StartsWith("not accepted: 7-1 Item2 11.51: ", StringComparison.Ordinal));
        Assert.StartsWith("error: 1 of 1 order(s) were not accepted", producer.Errors[^1], StringComparison.Ordinal);
        Assert.StartsWith("sent 1 · delivered 0 · dead-lettered 0 · ", producer.Output[^1], StringComparison.Ordinal);
        Assert.Empty(RawTopic.Read(injected.BootstrapServers, injected.Pipeline.Topics.Orders, 4));
        Assert.Empty(RawTopic.Read(injected.BootstrapServers, injected.Pipeline.Topics.DeadLetters, 1));
    }

    [Fact]
    public async Task An_order_whose_answers_never_come_is_a_dead_letter_that_says_it_may_be_delivered()
    {
        await using var injected = await InjectedPipeline.StartAsync();
        var topics = injected.Pipeline.Topics;
        foreach (var partition in Enumerable.Range(0, 4))
            injected.Brokers.SetLeader(topics.Orders, partition, 2);
        injected.Brokers.SetLeader(topics.DeadLetters, 0, 1);
        await using var producer = injected.Pipeline.Start(
            TestProgram.Producer,
            new ProgramOptions { KeepsInputOpen = true },
            "run", "--input", "-", "--Producer:BackoffBase=00:00:00.1", "--Producer:AttemptTimeout=00:00:00.5");
        await producer.WriteAsync("""{"orderId":"a","product":"Item1","price":1.25}""");
        await producer.LineAsync("→ a ", Bound);

        injected.Brokers.SetRoundTrip(2, TimeSpan.FromSeconds(10));
        await producer.WriteAsync("""{"orderId":"b","product":"Item1","price":1.25}""");
        await producer.LineAsync("✖ b ", Bound);
        injected.Brokers.SetRoundTrip(2, TimeSpan.Zero);
        producer.CloseInput();
        await producer.EndsWithAsync(0, Bound);

        var letter = Assert.Single(await injected.Pipeline.DeadLettersAsync());
        Assert.Equal("b", letter.GetProperty("orderId").GetString());
        Assert.Equal(3, letter.GetProperty("retryCount").GetInt32());
        Assert.Equal("POSSIBLY_PERSISTED", letter.GetProperty("delivery").GetString());
        var copies = RawTopic.Read(injected.BootstrapServers, topics.Orders, 4).Where(order => order.Key == "b");
        Assert.All(copies.Skip(1), copy => Assert.NotEmpty(RawTopic.Header(copy, "order.retried")));
    }

    /// <summary>One order, whose produce requests meet these errors in turn, and then none.</summary>
    private static ProgramRun Run(InjectedPipeline injected, params ErrorCode[] errors)
    {
        injected.Brokers.PushErrors(KafkaRequest.Produce, errors);
        return injected.Pipeline.Start(
            TestProgram.Producer, "run", "--count", "1", "--seed", "7", "--Producer:BackoffBase=00:00:00.1");
    }
}
