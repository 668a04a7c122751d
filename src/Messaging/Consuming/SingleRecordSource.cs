using Confluent.Kafka;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>The slow path over Confluent's own <c>Consume</c>, for the day its handle cannot be reached.</summary>
internal sealed class SingleRecordSource(IConsumer<byte[]?, byte[]?> consumer) : IRecordSource
{
    public string? FatalReason { get; private set; }

    public bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        for (var count = 0; count < BatchRecordSource.BatchSize; count++)
        {
            ConsumeResult<byte[]?, byte[]?>? result;
            try
            {
                result = consumer.Consume(count == 0 ? timeoutMs : 0);
            }
            catch (ConsumeException failure) when (failure.Error.IsFatal)
            {
                FatalReason ??= failure.Error.Reason;
                return false;
            }
            catch (ConsumeException failure)
            {
                var partition = failure.ConsumerRecord?.Partition.Value ?? Partition.Any.Value;
                visitor.VisitError(partition, failure.Error.Code, failure.Error.Reason);
                continue;
            }

            if (result is null) return false;
            if (result.IsPartitionEOF) visitor.VisitEnd(result.Partition, result.Offset);
            else visitor.Visit(new RecordView(Copy(result)));
        }

        return true;
    }

    public void Dispose()
    {
    }

    private static RecordCopy Copy(ConsumeResult<byte[]?, byte[]?> result)
    {
        var message = result.Message;
        var headers = new RecordHeader[message.Headers?.Count ?? 0];
        for (var index = 0; index < headers.Length; index++)
        {
            var header = message.Headers![index];
            headers[index] = new RecordHeader(header.Key, header.GetValueBytes());
        }

        return new RecordCopy
        {
            Topic = result.Topic,
            Partition = result.Partition,
            Offset = result.Offset,
            TimestampMs = message.Timestamp.Type == TimestampType.NotAvailable
                ? null
                : message.Timestamp.UnixTimestampMs,
            Key = message.Key,
            Value = message.Value,
            Headers = headers,
        };
    }
}
