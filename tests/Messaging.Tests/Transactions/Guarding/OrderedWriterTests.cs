using OrderPipeline.Messaging.Transactions.Guarding;

namespace Messaging.Tests.Transactions.Guarding;

[Trait("Category", "Unit")]
public sealed class OrderedWriterTests : IDisposable
{
    private readonly List<string> _calls = [];
    private readonly OrderedWriter _writer;

    public OrderedWriterTests() => _writer = new OrderedWriter(new ScriptedWriter(_calls.Add));

    [Fact]
    public void Offsets_before_the_acknowledgements_are_refused()
    {
        _writer.Begin();
        _writer.Write(ScriptedWriter.Record);

        Assert.Throws<BrokenOrderException>(() => _writer.SendOffsets([(0, 1)]));
        Assert.DoesNotContain("send-offsets", _calls);
    }

    [Fact]
    public void A_record_after_the_acknowledgements_needs_them_once_more()
    {
        _writer.Begin();
        _writer.AwaitAcknowledgements();
        _writer.Write(ScriptedWriter.Record);

        Assert.Throws<BrokenOrderException>(() => _writer.SendOffsets([(0, 1)]));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    public void A_commit_without_the_offset_of_a_partition_that_it_writes_is_refused(int partition, int origin)
    {
        _writer.Begin();
        _writer.Write(ScriptedWriter.Record);
        _writer.Write(ScriptedWriter.Record with
        {
            Partition = partition,
            Origin = origin < 0 ? null : (origin, 7),
        });
        _writer.AwaitAcknowledgements();
        _writer.SendOffsets([(0, 1)]);

        Assert.Throws<BrokenOrderException>(_writer.Commit);
        Assert.DoesNotContain("commit", _calls);
    }

    [Fact]
    public void What_an_earlier_transaction_did_counts_for_nothing()
    {
        _writer.Begin();
        _writer.Write(ScriptedWriter.Record);
        _writer.AwaitAcknowledgements();
        _writer.SendOffsets([(0, 1)]);
        _writer.Abort();

        _writer.Begin();
        _writer.Write(ScriptedWriter.Record);
        Assert.Throws<BrokenOrderException>(_writer.Commit);
    }

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void The_safe_order_goes_through()
    {
        _writer.Begin();
        _writer.Write(ScriptedWriter.Record);
        _writer.AwaitAcknowledgements();
        _writer.SendOffsets([(0, 1)]);
        _writer.Commit();

        Assert.Equal(["begin", "write", "acknowledgements", "send-offsets", "commit"], _calls);
    }
}
