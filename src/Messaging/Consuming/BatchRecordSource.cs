using System.Runtime.InteropServices;
using Confluent.Kafka;
using OrderPipeline.Messaging.Native;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>Reads a consumer's records by the batch, without a managed object for a record (ADR 0002).</summary>
/// <remarks>Not thread-safe: the consumer's owner polls. Rebalance callbacks run inside <see cref="Poll"/>.</remarks>
internal sealed unsafe class BatchRecordSource : IRecordSource
{
    /// <summary>Records in one batch: some milliseconds of work, so that commits are not held up.</summary>
    public const int BatchSize = 4096;

    /// <summary>From so many records on they come fast: it is worth to wait for a whole batch.</summary>
    private const int MuchForABatch = 64;

    /// <summary>How long that may take.</summary>
    private const int BatchMs = 5;

    /// <summary>Fewer are handed on as soon as they are there; those that come together stay together.</summary>
    private const int TogetherMs = 1;

    private readonly ClientHandle _client;
    private readonly string _topic;
    private readonly nint _queue;
    private readonly NativeMessage** _messages;
    private readonly int _batchSize;
    private int _last;
    private bool _isDisposed;

    public BatchRecordSource(IClient consumer, string topic, int batchSize = BatchSize)
    {
        _topic = topic;
        _batchSize = batchSize;
        _client = new ClientHandle(consumer);
        _queue = ConsumeCalls.ConsumerQueue(_client.Pointer);
        _messages = (NativeMessage**)NativeMemory.Alloc((nuint)batchSize, (nuint)sizeof(NativeMessage*));
    }

    public string? FatalReason { get; private set; }

    /// <remarks>It returns once there are records: with what comes together with the first one, and with a whole
    /// batch, if they come fast.</remarks>
    public bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        // librdkafka waits until a batch is full or the time is up: for one record, a batch of one is full at once.
        var count = Take(timeoutMs, 1, ref visitor);
        if (count > 0)
        {
            var restMs = _last >= MuchForABatch ? BatchMs : TogetherMs;
            count += Take(Math.Min(timeoutMs, restMs), _batchSize - 1, ref visitor);
        }

        _last = count;
        return count == _batchSize;
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        ConsumeCalls.DestroyQueue(_queue);
        NativeMemory.Free(_messages);
        _client.Dispose();
    }

    private int Take<TVisitor>(int timeoutMs, int most, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        var count = ConsumeCalls.ConsumeBatch(_queue, timeoutMs, _messages, most);
        var next = 0;
        try
        {
            for (; next < count; next++)
            {
                var message = _messages[next];
                if (message->Error == 0) visitor.Visit(new RecordView(_topic, message));
                else VisitEvent(message, ref visitor);
                ConsumeCalls.Destroy(message);
            }
        }
        finally
        {
            for (; next < count; next++) ConsumeCalls.Destroy(_messages[next]);
        }

        return Math.Max(count, 0);
    }

    private void VisitEvent<TVisitor>(NativeMessage* message, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        var code = (ErrorCode)message->Error;
        if (code == ErrorCode.Local_Fatal) FatalReason ??= ConsumeCalls.ErrorText(message);
        else if (code == ErrorCode.Local_PartitionEOF) visitor.VisitEnd(message->Partition, message->Offset);
        else visitor.VisitError(message->Partition, code, ConsumeCalls.ErrorText(message));
    }
}
