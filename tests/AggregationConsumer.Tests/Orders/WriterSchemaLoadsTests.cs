using AggregationConsumer.Tests.Fakes;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry;
using TestKit;

namespace AggregationConsumer.Tests.Orders;

[Trait("Category", "Unit")]
public sealed class WriterSchemaLoadsTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly Kitchen _kitchen = new();

    [Fact]
    public async Task A_registry_that_is_away_is_waited_for_without_limit()
    {
        _kitchen.Registry.IsAway = true;
        var load = _kitchen.Loads.Of(1).Load!;
        for (var hour = 0; hour < 24; hour++)
        {
            await Eventually.True(() => _kitchen.Time.Waiting > 0, Bound);
            _kitchen.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.False(load.IsCompleted);
        _kitchen.Registry.IsAway = false;
        await AdvanceUntilAsync(load);

        Assert.True(_kitchen.Plans.TryGet(1, out _));
        Assert.Contains("orders of schema id 1 have to wait: the registry does not answer", _kitchen.Observer.Delays);
    }

    [Theory]
    [InlineData(SchemaRegistryFailure.BadAnswer)]
    [InlineData(SchemaRegistryFailure.Unauthorized)]
    [InlineData(null)]
    public async Task An_unusable_answer_is_waited_out_and_said_not_charged_to_the_order(
        SchemaRegistryFailure? unusable)
    {
        _kitchen.Registry.Fails = unusable is { } failure
            ? new SchemaRegistryException(failure, "answers with an HTML page")
            : new InvalidOperationException("hush");
        _kitchen.Registry.Schemas[1] = Order.SchemaJson;
        var load = _kitchen.Loads.Of(1).Load!;
        for (var second = 0; second < 10; second++)
        {
            await Eventually.True(() => _kitchen.Time.Waiting > 0, Bound);
            _kitchen.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(load.IsCompleted);
        Assert.InRange(_kitchen.Registry.Requests, 2, 11);
        var said = unusable is null ? "unexpected InvalidOperationException" : "answers with an HTML page";
        Assert.Contains($"orders of schema id 1 have to wait: {said}", _kitchen.Observer.Delays);
        Assert.DoesNotContain(_kitchen.Observer.Delays, line => line.Contains("hush", StringComparison.Ordinal));

        _kitchen.Registry.Fails = null;
        await AdvanceUntilAsync(load);

        Assert.True(_kitchen.Plans.TryGet(1, out _));
        Assert.Null(_kitchen.Loads.Of(1).UnknownBecause);
    }

    [Fact]
    public async Task A_reference_that_nobody_knows_is_named_when_it_is_given_up()
    {
        const string because = "schema id 77: it refers to money version 3, which is unknown: no";
        _kitchen.Registry.Fails = new SchemaRegistryException(
            SchemaRegistryFailure.NotFound, because, SchemaRegistryException.VersionNotFound);

        await AdvanceUntilAsync(_kitchen.Loads.Of(77).Load!);

        Assert.Equal((because, null), _kitchen.Loads.Of(77));
    }

    [Fact]
    public async Task An_id_that_nobody_knows_is_given_up_after_five_attempts_over_thirty_seconds()
    {
        var from = _kitchen.Time.GetUtcNow();
        var load = _kitchen.Loads.Of(77).Load!;
        for (var pause = 0; pause < 4; pause++)
        {
            await Eventually.True(() => _kitchen.Time.Waiting == 1, Bound);
            Assert.Equal(pause + 1, _kitchen.Registry.Requests);
            Assert.False(load.IsCompleted);
            _kitchen.Time.Advance(TimeSpan.FromSeconds(7.5));
        }

        await Eventually.Ends(load, Bound);

        Assert.Equal(5, _kitchen.Registry.Requests);
        Assert.Equal(TimeSpan.FromSeconds(30), _kitchen.Time.GetUtcNow() - from);
        Assert.Equal(("the registry does not know schema id 77", null), _kitchen.Loads.Of(77));
    }

    [Fact]
    public async Task An_id_that_was_given_up_is_asked_for_again_after_five_minutes()
    {
        await AdvanceUntilAsync(_kitchen.Loads.Of(77).Load!);
        _kitchen.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(_kitchen.Loads.Of(77).Load);
        _kitchen.Registry.Schemas[77] = Order.SchemaJson;

        _kitchen.Time.Advance(TimeSpan.FromMinutes(2));
        await AdvanceUntilAsync(_kitchen.Loads.Of(77).Load!);

        Assert.True(_kitchen.Plans.TryGet(77, out _));
    }

    [Fact]
    public async Task An_id_that_becomes_known_on_the_way_is_no_dead_letter()
    {
        var load = _kitchen.Loads.Of(77).Load!;
        await Eventually.True(() => _kitchen.Time.Waiting == 1, Bound);
        _kitchen.Registry.Schemas[77] = Order.SchemaJson;

        await AdvanceUntilAsync(load);

        Assert.True(_kitchen.Plans.TryGet(77, out _));
    }

    [Fact]
    public void All_orders_of_one_id_wait_for_one_load()
    {
        _kitchen.Registry.IsAway = true;

        Assert.Same(_kitchen.Loads.Of(5).Load, _kitchen.Loads.Of(5).Load);
        Assert.NotSame(_kitchen.Loads.Of(5).Load, _kitchen.Loads.Of(6).Load);
    }

    public void Dispose() => _kitchen.Dispose();

    private Task AdvanceUntilAsync(Task load) => Eventually.True(
        () =>
        {
            if (!load.IsCompleted) _kitchen.Time.Advance(TimeSpan.FromSeconds(1));
            return load.IsCompleted;
        },
        Bound);
}
