using OrderPipeline.Messaging.Pipeline.Lanes;

namespace Messaging.Tests.Pipeline.Lanes;

[Trait("Category", "Unit")]
public sealed class OutcomeRingTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Fact]
    public void An_outcome_waits_until_all_before_it_are_settled()
    {
        using var ring = new OutcomeRing<int>(8);
        var first = ring.Add(Open(1));
        ring.Add(Settled(2, 20));
        Assert.False(ring.TryTake(out _));

        ring.Settle(first, Settled(0, 10));

        Assert.True(ring.TryTake(out var outcome));
        Assert.Equal((1, 10), (outcome.NextOffset, outcome.Result));
        Assert.True(ring.TryTake(out outcome));
        Assert.Equal((2, 20), (outcome.NextOffset, outcome.Result));
        Assert.False(ring.TryTake(out _));
    }

    [Fact]
    public void A_full_ring_refuses_what_would_take_the_place_of_the_first()
    {
        using var ring = new OutcomeRing<int>(2);
        ring.Add(Open(1));
        ring.Add(Open(2));

        Assert.True(ring.IsFull);
        Assert.Throws<InvalidOperationException>(() => ring.Add(Open(3)));
    }

    [Fact]
    public void A_cleared_ring_gives_new_numbers()
    {
        using var ring = new OutcomeRing<int>(4);
        var old = ring.Add(Open(1));

        ring.Clear();

        Assert.NotEqual(old, ring.Add(Open(1)));
        Assert.Equal(1, ring.Count);
    }

    [Fact]
    public void What_is_given_back_holds_nothing_and_takes_nothing()
    {
        for (var round = 0; round < 3; round++)
        {
            var ring = new OutcomeRing<int>(1_000);
            for (var offset = 1; offset <= 300; offset++)
                ring.Add(offset < 200 ? Settled(offset, offset) : Open(offset));
            Assert.True(ring.TryTake(out var first));
            Assert.Equal(1, first.Result);

            ring.Dispose();

            Assert.Equal(0, ring.Count);
            Assert.False(ring.TryTake(out _));
            Assert.Throws<InvalidOperationException>(() => ring.Add(Open(1)));
        }

        using var next = new OutcomeRing<int>(1_000);
        for (var offset = 1; offset <= 300; offset++) next.Add(Open(offset));
        Assert.False(next.TryTake(out _));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_is_a_queue_whose_head_waits_whatever_the_order_of_the_answers(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var capacity = 1 + random.Next(200);
        using var ring = new OutcomeRing<int>(capacity);
        var model = new List<(long Sequence, long NextOffset, int? Result)>();
        for (var step = 0; step < 5_000; step++)
        {
            switch (random.Next(9))
            {
                case < 4 when model.Count < capacity:
                    int? result = random.Next(2) == 0 ? null : step;
                    var slot = result is { } value ? Settled(step, value) : Open(step);
                    model.Add((ring.Add(slot), step, result));
                    break;
                case < 6 when model.FindAll(entry => entry.Result is null) is { Count: > 0 } open:
                    var (sequence, nextOffset, _) = open[random.Next(open.Count)];
                    ring.Settle(sequence, Settled(-1, step));
                    model[model.FindIndex(entry => entry.Sequence == sequence)] = (sequence, nextOffset, step);
                    break;
                case 8 when random.Next(200) == 0:
                    ring.Clear();
                    model.Clear();
                    break;
                default:
                    Take(ring, model);
                    break;
            }

            Assert.Equal(model.Count, ring.Count);
            Assert.Equal(model.Count == capacity, ring.IsFull);
        }
    }

    private static void Take(OutcomeRing<int> ring, List<(long Sequence, long NextOffset, int? Result)> model)
    {
        var isReady = model is [{ Result: not null }, ..];
        Assert.Equal(isReady, ring.TryTake(out var outcome));
        if (!isReady) return;
        Assert.Equal((model[0].NextOffset, model[0].Result), (outcome.NextOffset, outcome.Result));
        model.RemoveAt(0);
    }

    private static OutcomeSlot<int> Open(long nextOffset) => new() { NextOffset = nextOffset };

    private static OutcomeSlot<int> Settled(long nextOffset, int result) =>
        new() { NextOffset = nextOffset, IsSettled = true, HasResult = true, Result = result };
}
