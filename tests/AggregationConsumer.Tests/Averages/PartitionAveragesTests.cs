using System.Text;
using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.State;
using OrderPipeline.SchemaRegistry.Serdes;
using Ledger = OrderPipeline.Contracts.Ledger;

namespace AggregationConsumer.Tests.Averages;

[Trait("Category", "Unit")]
public sealed class PartitionAveragesTests : IDisposable
{
    private readonly Kitchen _kitchen = new();
    private readonly Written _log = new();

    [Fact]
    public void A_commit_makes_the_overlay_the_state_and_writes_only_what_changed_the_ledger_last()
    {
        var averages = Begin();
        Add(averages, "Item1", 10f);
        Add(averages, "Item2", 20f);
        Commit(averages, 2);
        Add(averages, "Item2", 40f);
        _log.Records.Clear();

        Commit(averages, 3);

        Assert.Equal(["Item2", "$ledger"], _log.Records.Select(record => Encoding.UTF8.GetString(record.Key!)));
        Assert.Equal((3, 3L), (averages.NextOffset, averages.Books.Counts.Averaged));
        Assert.Equal(30, averages.Current(Product("Item2")).Average);
    }

    [Fact]
    public void A_discard_drops_the_overlay_to_the_last_commit_exactly()
    {
        var averages = Begin();
        Add(averages, "Item1", 10f);
        Commit(averages, 1);
        var before = (averages.Books, averages.Current(Product("Item1")), averages.NextOffset);

        Add(averages, "Item1", 1f);
        Add(averages, "Item9", 99f);
        averages.Apply(Failed(FailureKind.Validation));
        averages.WriteChanges(_log, 4);
        averages.Discard();

        Assert.Equal(before, (averages.Books, averages.Current(Product("Item1")), averages.NextOffset));
        Assert.Equal(0, averages.Current(Product("Item9")).Count);
        _log.Records.Clear();
        averages.WriteChanges(_log, 1);
        Assert.Equal("$ledger", Encoding.UTF8.GetString(Assert.Single(_log.Records).Key!));
    }

    [Fact]
    public void Each_kind_of_dead_letter_has_its_own_count()
    {
        var averages = Begin();
        foreach (var kind in Enum.GetValues<FailureKind>()) averages.Apply(Failed(kind));
        averages.Apply(Failed(FailureKind.Processing));
        Commit(averages, 5);

        var counts = averages.Books.Counts;
        Assert.Equal((1, 1, 2, 1), (counts.Deserialization, counts.Validation, counts.Processing, counts.Unexpected));
        Assert.Equal((5, 0, 5), (counts.Read, counts.Averaged, counts.DeadLettered));
    }

    [Fact]
    public void What_was_written_is_restored_to_the_last_bit()
    {
        var averages = Begin();
        for (var number = 0; number < 100; number++) Add(averages, $"Item{number % 40}", 0.1f + number);
        averages.Apply(Failed(FailureKind.Deserialization));
        Commit(averages, 101);

        var restored = Restore();

        Assert.Equal(averages.Books, restored.Books);
        Assert.Equal(101, restored.NextOffset);
        for (var number = 0; number < 40; number++)
            Assert.Equal(averages.Current(Product($"Item{number}")), restored.Current(Product($"Item{number}")));
    }

    [Fact]
    public void What_the_breaker_says_is_written_with_the_ledger_and_restored()
    {
        var averages = Begin();
        Commit(averages, 0);
        Assert.Equal(default, Restore().Breaker);
        var tripped = new BreakerState
        {
            Consecutive = 4,
            TrippedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_123),
            Reason = "5 dead letters in a row, the last one at offset 9: the value is empty",
            LetThroughTo = 3,
        };

        averages.Breaker = tripped;
        Commit(averages, 0);

        Assert.Equal(tripped, Restore().Breaker);
        averages.Breaker = new BreakerState { LetThroughTo = 12 };
        Commit(averages, 0);
        Assert.Equal(new BreakerState { LetThroughTo = 12 }, Restore().Breaker);
    }

    [Fact]
    public void A_ledger_that_disagrees_with_its_averages_stops_the_partition()
    {
        var averages = Begin();
        Add(averages, "Item1", 10f);
        Add(averages, "Item2", 20f);
        Commit(averages, 2);
        _log.Records.RemoveAt(0);

        Assert.Contains(
            "the ledger counts 2 averaged orders, its averages 1",
            Assert.Throws<PartitionStateException>(Restore).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_sum_that_is_not_that_of_the_averages_stops_the_partition_though_all_counts_agree()
    {
        var other = Begin();
        Add(other, "Item1", 10.000001f);
        Commit(other, 1);
        var (key, value) = _log.Records[0];
        _log.Records.Clear();
        CommitOne();
        Assert.Equal(1, Restore().NextOffset);
        _log.Records.Insert(1, (key, value));

        Assert.Contains(
            "or their sums differ", Assert.Throws<PartitionStateException>(Restore).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Books_that_do_not_balance_stop_the_partition()
    {
        CommitOne();
        Ledger.TryReadWhole(_log.Records[^1].Value.AsSpan(5), out var ledger);
        _log.Records[^1] = (_log.Records[^1].Key, new RegisteredWriter<Ledger>(Kitchen.LedgerId).ToArray(
            ledger! with { ReadValue = ledger.ReadValue + 1 }));

        Assert.Contains(
            "the ledger says 2 orders were read, and they became 1 averaged and 0 dead letters",
            Assert.Throws<PartitionStateException>(Restore).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_key_stops_the_partition_and_a_reserved_one_is_passed_over()
    {
        var averages = Begin();
        Add(averages, "Item1", 10f);
        Commit(averages, 1);
        _log.Add("$release"u8.ToArray(), [1, 2, 3]);
        _log.Add("$other"u8.ToArray(), null);
        Assert.Equal(1, Restore().NextOffset);

        _log.Add("Item1"u8.ToArray(), null);

        Assert.Equal(
            "orders.averages[2]@4 deletes a key that was counted; run rebuild to count the partition anew",
            Assert.Throws<PartitionStateException>(Restore).Message);
    }

    [Fact]
    public void The_ledger_of_another_partition_stops_this_one()
    {
        var averages = Begin(partition: 1);
        Add(averages, "Item1", 10f);
        Commit(averages, 1);

        Assert.Contains(
            "is the ledger of partition 1", Assert.Throws<PartitionStateException>(
                Restore).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Averages_of_an_older_epoch_do_not_count()
    {
        var old = Begin();
        Add(old, "Item1", 10f);
        Add(old, "Item2", 20f);
        Commit(old, 2);
        var books = new PartitionBooks { Partition = 2, Epoch = 1 };
        var rebuilt = new PartitionAverages(books, 0, new ProductCell[4], _kitchen.Store);
        Add(rebuilt, "Item2", 40f);
        Commit(rebuilt, 1);

        var restored = Restore();

        Assert.Equal((1, 1), (restored.Epoch, restored.Books.Counts.Averaged));
        Assert.Equal(0, restored.Current(Product("Item1")).Count);
        Assert.Equal(40, restored.Current(Product("Item2")).Average);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000000002")]
    [InlineData("7B22")]
    public void A_record_that_cannot_be_read_stops_the_partition(string hex)
    {
        CommitOne();
        _log.Add("Item1"u8.ToArray(), Convert.FromHexString(hex));

        Assert.StartsWith(
            "orders.averages[2]@2 cannot be read: ",
            Assert.Throws<PartitionStateException>(Restore).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_the_registry_does_not_know_stops_the_partition()
    {
        CommitOne();
        _log.Add("Item1"u8.ToArray(), [0, 0, 0, 0, 99, 1]);

        Assert.Equal(
            "orders.averages[2]@2 cannot be read: the registry has no schema 99; "
            + "run rebuild to count the partition anew",
            Assert.Throws<PartitionStateException>(Restore).Message);
    }

    [Fact]
    public void A_registry_that_is_away_is_waited_for()
    {
        CommitOne();
        _kitchen.Registry.IsAway = true;

        Assert.Throws<StateUnavailableException>(Restore);
    }

    [Fact]
    public void An_average_under_the_key_of_another_product_stops_the_partition()
    {
        CommitOne();
        _log.Add("Item9"u8.ToArray(), _log.Records[0].Value);

        Assert.StartsWith(
            "orders.averages[2]@2 is the average of another product than its key says: ",
            Assert.Throws<PartitionStateException>(Restore).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_later_record_of_the_key_replaced_does_not_matter()
    {
        _log.Add("Item1"u8.ToArray(), [1, 2, 3]);
        _log.Add("$ledger"u8.ToArray(), null);
        CommitOne();

        Assert.Equal(1, Restore().NextOffset);
    }

    [Theory]
    [InlineData("Item2", "00")]
    [InlineData("Item2", null)]
    [InlineData("$ledger", "7B22")]
    [InlineData("$ledger", null)]
    public void What_stands_before_a_rebuilds_mark_is_void_and_what_stands_behind_it_is_not(string key, string? hex)
    {
        var bad = hex is null ? null : Convert.FromHexString(hex);
        CommitOne();
        _log.Add(Encoding.UTF8.GetBytes(key), bad);
        Assert.Throws<PartitionStateException>(Restore);
        _log.Add("$rebuilt"u8.ToArray(), [1]);
        var rebuilt = new PartitionAverages(
            new PartitionBooks { Partition = 2, Epoch = 1 }, 0, new ProductCell[4], _kitchen.Store);
        Add(rebuilt, "Item1", 40f);
        Commit(rebuilt, 1);

        Assert.Equal((1, 40), (Restore().Epoch, Restore().Current(Product("Item1")).Average));
        _log.Add(Encoding.UTF8.GetBytes(key), bad);
        Assert.Throws<PartitionStateException>(Restore);
    }

    [Fact]
    public void Bytes_behind_a_record_are_named_in_the_reason()
    {
        var averages = Begin();
        Add(averages, "Item1", 10f);
        Commit(averages, 1);
        _log.Records[^1] = (_log.Records[^1].Key, [.. _log.Records[^1].Value!, 0]);

        var message = Assert.Throws<PartitionStateException>(Restore).Message;

        Assert.DoesNotContain("cannot be read: ok", message, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _kitchen.Dispose();

    private PartitionAverages Begin(int partition = 2) => (PartitionAverages)new PartitionAveragesBuilder(
        partition, _kitchen.Products, _kitchen.State, _kitchen.Store).Begin(0, "topic-id");

    private PartitionAverages Restore()
    {
        var builder = new PartitionAveragesBuilder(2, _kitchen.Products, _kitchen.State, _kitchen.Store);
        var offset = 0L;
        foreach (var (key, value) in _log.Records)
        {
            builder.Add(new RecordCopy
            {
                Topic = "orders.averages",
                Partition = 2,
                Offset = offset++,
                Key = key,
                Value = value,
            }.AsView());
        }

        Assert.True(builder.HasLedger);
        return (PartitionAverages)builder.Complete();
    }

    private void CommitOne()
    {
        var averages = Begin();
        Add(averages, "Item1", 10f);
        Commit(averages, 1);
    }

    private void Add(PartitionAverages averages, string product, float price) =>
        averages.Apply(new AveragedOrder(Product(product), price, null));

    private void Commit(PartitionAverages averages, long nextOffset)
    {
        averages.WriteChanges(_log, nextOffset);
        averages.Commit();
    }

    private Product Product(string name) => _kitchen.Products.GetOrAdd(Encoding.UTF8.GetBytes(name));

    private static FailedRecord Failed(FailureKind kind) =>
        new(Kitchen.Record([1]), new Failure(kind, "bad"), [new Attempt(DateTimeOffset.UnixEpoch, 1, null)]);

    private sealed class Written : IStateWriter
    {
        public List<(byte[]? Key, byte[]? Value)> Records { get; } = [];

        public void Write(byte[] key, byte[] value) => Records.Add((key, value));

        public void Add(byte[] key, byte[]? value) => Records.Add((key, value));
    }
}
