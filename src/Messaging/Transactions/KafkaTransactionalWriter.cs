using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>A transactional producer over Confluent.Kafka.</summary>
/// <remarks>One thread calls it; acknowledgements arrive on the client's.</remarks>
internal sealed class KafkaTransactionalWriter : ITransactionalWriter
{
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly Func<IConsumerGroupMetadata> _member;
    private readonly string _inputTopic;
    private readonly TimeSpan _callTimeout;
    private readonly TimeProvider _time;
    private readonly BrokenTransaction _broken = new();
    private Acknowledgements _acknowledgements = new();

    public KafkaTransactionalWriter(
        ProducerConfig config,
        string inputTopic,
        Func<IConsumerGroupMetadata> member,
        TimeSpan callTimeout,
        TimeProvider time,
        Action<LogMessage>? log,
        Action<Error>? onError = null)
    {
        _inputTopic = inputTopic;
        _member = member;
        _callTimeout = callTimeout;
        _time = time;
        _producer = new ProducerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((_, message) =>
            {
                _broken.OnLog(message);
                log?.Invoke(message);
            })
            .SetErrorHandler((_, error) => onError?.Invoke(error))
            .Build();
    }

    public void Initialize() => Retry("InitTransactions", () => _producer.InitTransactions(_callTimeout));

    public void Begin()
    {
        _acknowledgements = new Acknowledgements();
        _broken.Forget();
        Try("BeginTransaction", _producer.BeginTransaction);
    }

    public void Write(TransactionRecord record)
    {
        var message = new Message<byte[]?, byte[]?>
        {
            Key = record.Key,
            Value = record.Value,
            Headers = HeadersOf(record),
        };
        var target = new TopicPartition(record.Topic, record.Partition < 0 ? Partition.Any : record.Partition);
        var from = _time.GetTimestamp();
        var acknowledgements = _acknowledgements;
        _broken.Add(record);
        while (true)
        {
            try
            {
                acknowledgements.Expect();
                _producer.Produce(target, message, report => acknowledgements.Add(record, report.Error));
                return;
            }
            catch (ProduceException<byte[]?, byte[]?> failure)
            {
                acknowledgements.Withdraw();
                var isFull = failure.Error.Code == ErrorCode.Local_QueueFull;
                if (!isFull || _time.GetElapsedTime(from) > _callTimeout)
                {
                    throw FirstRefused() ?? ErrorClasses.Refused(record, failure.Error);
                }

                _producer.Flush(TimeSpan.FromMilliseconds(50));
            }
            catch (KafkaException failure)
            {
                acknowledgements.Withdraw();
                throw Failed("Produce", failure, outcomeIsUnknown: false);
            }
        }
    }

    public void AwaitAcknowledgements()
    {
        if (!_acknowledgements.Wait(_callTimeout))
        {
            throw new TransactionException(
                TransactionFailure.Abort, $"records were not acknowledged within {_callTimeout.TotalSeconds:0} s");
        }

        if (FirstRefused() is { } refused) throw refused;
    }

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions)
    {
        var offsets = new List<TopicPartitionOffset>(positions.Count);
        foreach (var (partition, offset) in positions) offsets.Add(
            new TopicPartitionOffset(_inputTopic, partition, offset));
        Retry("SendOffsetsToTransaction", () => _producer.SendOffsetsToTransaction(offsets, _member(), _callTimeout));
    }

    public void Commit() => Retry(
        "CommitTransaction", () => _producer.CommitTransaction(_callTimeout), outcomeIsUnknown: true);

    public void Abort() => Retry(
        "AbortTransaction", () => _producer.AbortTransaction(_callTimeout), outcomeIsUnknown: true);

    public void Dispose() => _producer.Dispose();

    /// <summary>
    /// The record that broke the transaction; those after it are refused only because it is broken.
    /// </summary>
    private TransactionException? FirstRefused()
    {
        if (_acknowledgements.FirstFailure is not { } failure) return null;
        return BrokenTransaction.IsPurge(failure.Error.Code) && CauseOfBreak() is { } cause
            ? ErrorClasses.Refused(_broken.Culprit() ?? failure.Record, cause)
            : ErrorClasses.Refused(failure.Record, failure.Error);
    }

    /// <summary>Why the client has given up the transaction, or null where it has not.</summary>
    /// <remarks>It says so in answer to a call that is out of place, and does nothing else.</remarks>
    private Error? CauseOfBreak()
    {
        try
        {
            _producer.BeginTransaction();
        }
        catch (KafkaException failure) when (failure.Error.Code != ErrorCode.Local_State)
        {
            return failure.Error;
        }
        catch (KafkaException)
        {
            // The transaction stands.
        }

        return null;
    }

    /// <summary>Repeats a call that librdkafka calls retriable, within one bound for all tries.</summary>
    private void Retry(string name, Action call, bool outcomeIsUnknown = false)
    {
        var from = _time.GetTimestamp();
        while (true)
        {
            try
            {
                call();
                return;
            }
            catch (KafkaRetriableException) when (_time.GetElapsedTime(from) < _callTimeout)
            {
                _producer.Poll(TimeSpan.FromMilliseconds(10));
            }
            catch (KafkaException failure)
            {
                throw Failed(name, failure, outcomeIsUnknown);
            }
        }
    }

    private static void Try(string name, Action call)
    {
        try
        {
            call();
        }
        catch (KafkaException failure)
        {
            throw Failed(name, failure, outcomeIsUnknown: false);
        }
    }

    private static TransactionException Failed(string call, KafkaException failure, bool outcomeIsUnknown) =>
        new(ErrorClasses.Classify(failure, outcomeIsUnknown), $"{call}: {failure.Error.Reason}", failure);

    private static Headers? HeadersOf(TransactionRecord record)
    {
        if (record.Headers.Count == 0) return null;
        var headers = new Headers();
        foreach (var header in record.Headers) headers.Add(header.Key, header.Value);
        return headers;
    }
}
