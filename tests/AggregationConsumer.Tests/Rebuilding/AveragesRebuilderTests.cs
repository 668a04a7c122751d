using System.Text;
using AggregationConsumer.Tests.Fakes;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.Rebuilding;
using OrderPipeline.AggregationConsumer.Reporting;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Rebuilding;
using OrderPipeline.Messaging.State;

namespace AggregationConsumer.Tests.Rebuilding;

[Trait("Category", "Unit")]
public sealed class AveragesRebuilderTests : IDisposable, IDeadLetterEpochs
{
    private const int Partition = 2;

    private readonly Kitchen _kitchen = new();
    private readonly Log _log = new();
    private readonly Dictionary<int, int> _deadLetters = [];
    private int _asked;

    [Fact]
    public void The_new_ledger_is_of_the_next_epoch_and_has_counted_nothing()
    {
        Count(epoch: 4, firstOffset: 100, nextOffset: 102);

        var former = Read();
        former.WriteNew(_log, 100, "topic-id");

        var restored = Restore();
        Assert.Equal((5, 100L, 100L), (restored.Books.Epoch, restored.Books.FirstOffset, restored.NextOffset));
        Assert.Equal((0L, "topic-id"), (restored.Books.Counts.Read, restored.Books.TopicId));
        Assert.Equal((100L, "old-topic", 0), (former.FirstOffset, former.TopicId, _asked));
    }

    [Fact]
    public void The_mark_stands_before_the_ledger_which_would_be_void_else()
    {
        var former = Read();
        former.WriteNew(_log, 0, null);
        Assert.Equal(["$rebuilt", "$ledger"], _log.Records.Select(record => Encoding.UTF8.GetString(record.Key)));
    }

    [Fact]
    public void A_partition_that_was_never_counted_begins_with_epoch_0() => Assert.Equal(0, Read().NewEpoch);

    [Fact]
    public void Where_the_ledger_is_gone_averages_and_dead_letters_tell_the_epoch()
    {
        Count(epoch: 4, firstOffset: 0, nextOffset: 2);
        _log.Records.RemoveAt(_log.Records.Count - 1);
        Assert.Equal(5, Read().NewEpoch);

        _deadLetters[Partition] = 7;
        _deadLetters[Partition + 1] = 70;
        Assert.Equal(8, Read().NewEpoch);
    }

    [Fact]
    public void What_cannot_be_read_is_no_obstacle_and_makes_the_dead_letters_be_asked()
    {
        Count(epoch: 1, firstOffset: 0, nextOffset: 2);
        _log.Records.Add(("$ledger"u8.ToArray(), [0]));
        _log.Records.Add(("Item1"u8.ToArray(), null));
        _deadLetters[Partition] = 3;

        var former = Read();

        Assert.Equal((4, 2, 1), (former.NewEpoch, former.Unreadable, _asked));
        former.WriteNew(_log, 0, null);
        Assert.Equal(4, Restore().Epoch);
    }

    [Fact]
    public void What_an_earlier_rebuild_made_void_is_of_no_concern_any_more()
    {
        _log.Records.Add(("Item1"u8.ToArray(), [0]));
        Read().WriteNew(_log, 0, null);
        _asked = 0;

        Assert.Equal((1, 0, 0), (Read().NewEpoch, Read().Unreadable, _asked));
    }

    [Fact]
    public void A_registry_that_is_away_ends_the_rebuild_before_it_knows_the_epoch()
    {
        Count(epoch: 1, firstOffset: 0, nextOffset: 2);
        _kitchen.Registry.IsAway = true;

        Assert.Throws<StateUnavailableException>(Read);
    }

    [Fact]
    public void It_says_what_was_and_from_where_it_is_counted_again()
    {
        Count(epoch: 0, firstOffset: 0, nextOffset: 2);
        _log.Records.Add(("Item9"u8.ToArray(), null));

        RebuiltPartition[] rebuilt = [new(Read(), 10)];

        Assert.Equal(
            "orders[2] counts again from 10 (epoch 1); " +
            "before: read 1, averaged 1, 1 record of its state could not be read" + Environment.NewLine +
            "the averages are forgotten: run counts again from the first order",
            RebuildText.Of(rebuilt, "orders"));
        Assert.Equal(
            """{"partitions":[{"partition":2,"epoch":1,"firstOffset":10,"formerRead":1,"unreadable":1}]}""",
            RebuildText.JsonOf(rebuilt));
    }

    public IReadOnlyDictionary<int, int> Highest(CancellationToken cancellation)
    {
        _asked++;
        return _deadLetters;
    }

    public void Dispose() => _kitchen.Dispose();

    private void Count(int epoch, long firstOffset, long nextOffset)
    {
        var books = new PartitionBooks
        {
            Partition = Partition,
            TopicId = "old-topic",
            Epoch = epoch,
            FirstOffset = firstOffset,
        };
        var averages = new PartitionAverages(books, firstOffset, new ProductCell[4], _kitchen.Store);
        averages.Apply(new AveragedOrder(_kitchen.Products.GetOrAdd("Item1"u8), 10f, null));
        averages.WriteChanges(_log, nextOffset);
        averages.Commit();
    }

    private FormerAverages Read()
    {
        var rebuilder = new AveragesRebuilder(_kitchen.State, _kitchen.Store.Encoder, this);
        var former = (FormerAverages)rebuilder.Start(Partition);
        for (var offset = 0; offset < _log.Records.Count; offset++) former.Add(At(offset).AsView());
        rebuilder.Complete(CancellationToken.None);
        return former;
    }

    private PartitionAverages Restore()
    {
        var builder = new PartitionAveragesBuilder(Partition, _kitchen.Products, _kitchen.State, _kitchen.Store);
        for (var offset = 0; offset < _log.Records.Count; offset++) builder.Add(At(offset).AsView());
        return (PartitionAverages)builder.Complete();
    }

    private RecordCopy At(int offset) => new()
    {
        Topic = "orders.averages",
        Partition = Partition,
        Offset = offset,
        Key = _log.Records[offset].Key,
        Value = _log.Records[offset].Value,
    };

    private sealed class Log : IStateWriter
    {
        public List<(byte[] Key, byte[]? Value)> Records { get; } = [];

        public void Write(byte[] key, byte[] value) => Records.Add((key, value));
    }
}
