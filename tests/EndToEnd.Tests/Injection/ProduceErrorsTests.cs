using Confluent.Kafka;

namespace EndToEnd.Tests.Injection;

/// <summary>Every class of error that a broker can answer to the producer.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ProduceErrorsTests(ProduceErrorsFixture fixture) : IClassFixture<ProduceErrorsFixture>
{
    public static TheoryData<ErrorCode, int> Delivered => Cases(error => error.IsDelivered);

    public static TheoryData<ErrorCode, int> DeadLettered => Cases(error => !error.IsDelivered);

    [Theory]
    [MemberData(nameof(Delivered))]
    public async Task An_error_that_passes_in_time_leaves_the_order_in_its_topic_once(ErrorCode code, int times)
    {
        var run = await fixture.Run();
        var error = Case(code, times);

        Assert.Single(run.Orders, record => record.Key == error.OrderId);
        Assert.DoesNotContain(run.DeadLetters, record => record.Key == error.OrderId);
        var retries = run.Output.Where(line => line.StartsWith($"↻ {error.OrderId} ", StringComparison.Ordinal));
        Assert.Equal(error.Attempts, retries.Count());
    }

    [Theory]
    [MemberData(nameof(DeadLettered))]
    public async Task An_error_that_stays_is_one_dead_letter_with_its_attempts_and_text(ErrorCode code, int times)
    {
        var run = await fixture.Run();
        var error = Case(code, times);

        Assert.DoesNotContain(run.Orders, record => record.Key == error.OrderId);
        var letter = Assert.Single(run.DeadLetters, record => record.Key == error.OrderId);
        Assert.Equal("DELIVERY", RawTopic.Header(letter, "dlq.error.kind"));
        Assert.Equal($"{error.Attempts}", RawTopic.Header(letter, "dlq.attempts"));
        Assert.Contains(code.GetReason(), RawTopic.Header(letter, "dlq.error.reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_line_counts_what_was_sent_and_what_became_of_it()
    {
        var run = await fixture.Run();

        var delivered = ProduceError.All.Count(error => error.IsDelivered);
        var deadLettered = ProduceError.All.Count - delivered;
        Assert.StartsWith(
            $"sent {ProduceError.All.Count} · delivered {delivered} · dead-lettered {deadLettered} · spooled 0 · ",
            run.Output[^1],
            StringComparison.Ordinal);
        Assert.Equal((delivered, deadLettered), (run.Orders.Count, run.DeadLetters.Count));
    }

    private static ProduceError Case(ErrorCode code, int times) =>
        ProduceError.All.Single(error => (error.Code, error.Times) == (code, times));

    private static TheoryData<ErrorCode, int> Cases(Func<ProduceError, bool> which)
    {
        var cases = new TheoryData<ErrorCode, int>();
        foreach (var error in ProduceError.All.Where(which))
            cases.Add(error.Code, error.Times);
        return cases;
    }
}
