using Confluent.Kafka;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Transactions.Hanging;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>A transactional producer: Confluent.Kafka's calls for transactions, librdkafka's own for records.</summary>
/// <remarks>One thread calls it; acknowledgements arrive on <see cref="ReportThread"/>.</remarks>
internal sealed class KafkaTransactionalWriter : ITransactionalWriter
{
    /// <summary>librdkafka's own <c>batch.size</c>.</summary>
    private const int DefaultBatchBytes = 1_000_000;

    /// <summary>While a partition has no leader, nobody can tell, and commits are to go on.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan QueuePause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FlushTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LastFlushTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StallTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MeetingTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(10);

    private readonly IProducer<Null, Null> _producer;
    private readonly NativeProducer _records;
    private readonly ReportThread _reports;
    private readonly Func<IConsumerGroupMetadata> _member;
    private readonly string _inputTopic;
    private readonly TimeSpan _callTimeout;
    private readonly TimeProvider _time;
    private readonly int _batchBytes;
    private readonly BrokenTransaction _broken = new();
    private readonly Acknowledgements _acknowledgements = new();
    private readonly MarkerPause _pause = new();
    private readonly ManualResetEventSlim _never = new();
    private long _endedAt;
    private bool _isClose;
    private long _unknownAt;
    private int _coordinatorLosses;

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
        Id = config.TransactionalId;
        _batchBytes = config.BatchSize ?? DefaultBatchBytes;
        _producer = new ProducerBuilder<Null, Null>(NativeProducer.Reporting(config))
            .SetLogHandler((_, message) =>
            {
                _broken.OnLog(message);
                Lost.OnLog(message);
                log?.Invoke(message);
            })
            .Build();
        _records = new NativeProducer(_producer, error => onError?.Invoke(error));
        _reports = new ReportThread(_records, _acknowledgements);
    }

    /// <summary>Its transactional id, which it says of its transactions in the records that carry their positions.
    /// </summary>
    public string Id { get; }

    /// <summary>Ends what an older producer of this id left behind; null where nothing is looked for.</summary>
    public HangingTransactions? Hanging { get; init; }

    /// <summary>How long a transaction keeps its distance from the end of the one before it.</summary>
    internal TimeSpan Pause => _pause.Length;

    /// <summary>Whether the brokers may have forgotten what this producer has committed.</summary>
    internal LostBrokers Lost { get; } = new();

    // Invariant: nothing is committed before what an older producer of this id left undecided is ended.
    public void Initialize()
    {
        // A client that looks for its coordinator before it knows a broker by its id fails once, and pauses half a
        // second. Where none answers, the call below says so.
        _ = _records.MeetBrokers(MeetingTime);
        Try(
            "InitTransactions",
            () => PatientInit.Run(_producer.InitTransactions, _callTimeout, rest => _never.Wait(rest), _time));
        Look(isPatient: true);
        _coordinatorLosses = Lost.OfCoordinator;
    }

    public void Begin()
    {
        var early = _pause.Length - _time.GetElapsedTime(_endedAt);
        if (early > TimeSpan.Zero) _never.Wait(early);
        _isClose = early > TimeSpan.Zero;
        _acknowledgements.Begin();
        _broken.Forget();
        Try("BeginTransaction", _producer.BeginTransaction);
    }

    public void Write(TransactionRecord record)
    {
        _broken.Add(record);
        var error = TryWrite(record);
        if (error == ErrorCode.Local_QueueFull) error = WriteOnceThereIsRoom(record);
        if (error == ErrorCode.NoError) return;
        throw FirstRefused() ?? ErrorClasses.Refused(record.AsWritten, _records.ErrorOf(error));
    }

    public void AwaitAcknowledgements()
    {
        var from = _time.GetTimestamp();
        var isStalled = false;
        while (!_acknowledgements.AreComplete)
        {
            // Full batches go by themselves; what is left lingers, unless it is flushed. The client's thread spins
            // while it is to flush what has to wait behind a batch on its way, so it is told so for a moment only
            // where there may be more than one.
            var answered = _acknowledgements.Answered;
            if (_acknowledgements.OpenBytes < _batchBytes) _records.Flush(LastFlushTime);
            else if (isStalled) _records.Flush(FlushTime);
            isStalled = !_acknowledgements.WaitForMore(answered, StallTime);
            if (isStalled && _time.GetElapsedTime(from) > _callTimeout && !_acknowledgements.AreComplete)
            {
                throw new TransactionException(
                    TransactionFailure.Abort, $"records were not acknowledged within {_callTimeout.TotalSeconds:0} s");
            }
        }

        if (FirstRefused() is { } refused) throw refused;
        // What began later than it had to says nothing of how early it might have begun.
        if (_isClose && _acknowledgements.FirstAnswer is { } took) _pause.Learn(took);
    }

    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions) => SendOffsets(positions, _member());

    /// <summary>The same for whatever member of the group.</summary>
    public void SendOffsets(IReadOnlyList<(int Partition, long Offset)> positions, IConsumerGroupMetadata member)
    {
        var offsets = new List<TopicPartitionOffset>(positions.Count);
        foreach (var (partition, offset) in positions) offsets.Add(
            new TopicPartitionOffset(_inputTopic, partition, offset));
        Retry("SendOffsetsToTransaction", () => _producer.SendOffsetsToTransaction(offsets, member, _callTimeout));
    }

    // Invariant: a producer whose EndTxn may have been sent twice begins no other transaction: the one that is late
    // would end it in its midst, as long as the producer's epoch is the same (scenario 8). The client repeats it within
    // the call, after the loss of a connection, and does not say so.
    public void Commit()
    {
        Retry("CommitTransaction", () => _producer.CommitTransaction(_callTimeout), outcomeIsUnknown: true);
        _endedAt = _time.GetTimestamp();
        if (Lost.OfCoordinator != _coordinatorLosses)
        {
            throw new TransactionException(
                TransactionFailure.Replace,
                "its coordinator was lost; what is committed stands, and may come a second time and end the next one");
        }

        if (Lost.AreSuspected && _time.GetElapsedTime(_unknownAt) >= BetweenLooks) LookBehindCommit();
    }

    // Invariant: an abort after a broker was lost has the states read anew, by another producer that looks first.
    // What was committed before may have been forgotten, and this abort's markers decide it; what is aborted may be
    // forgotten, and the next commit's markers would.
    public void Abort()
    {
        AbortAlone();
        if (!Lost.AreSuspected) return;
        throw new TransactionException(
            TransactionFailure.Replace, "a broker was lost, and may have forgotten what was committed or aborted last");
    }

    /// <summary>Aborts, whatever the broker makes of it.</summary>
    public void AbortAlone()
    {
        Retry("AbortTransaction", () => _producer.AbortTransaction(_callTimeout), outcomeIsUnknown: true);
        _endedAt = _time.GetTimestamp();
    }

    public void Dispose()
    {
        _reports.Dispose();
        _records.Dispose();
        _producer.Dispose();
        _never.Dispose();
    }

    /// <param name="isPatient">Waits for brokers that start.</param>
    private void Look(bool isPatient)
    {
        var (losses, found) = (Lost.Count, LookResult.Clean);
        Try("the end of what the broker left open", () => found = Hanging?.End(this, isPatient) ?? LookResult.Clean);
        if (found != LookResult.Unknown)
        {
            Lost.Settle(losses);
            return;
        }

        Lost.Suspect();
        _unknownAt = _time.GetTimestamp();
    }

    /// <summary>What a lost broker has forgotten is ended before another transaction's end decides it.</summary>
    private void LookBehindCommit()
    {
        try
        {
            Look(isPatient: false);
        }
        catch (TransactionException failure)
        {
            // The commit itself stands: nothing of it may be tried again.
            throw new TransactionException(TransactionFailure.Replace, failure.Message, failure);
        }
    }

    private ErrorCode TryWrite(TransactionRecord record)
    {
        var tag = _acknowledgements.Expect(record);
        var error = _records.TryProduce(
            new OutgoingRecord(record.Topic, record.Key, record.Value)
            {
                HasKey = record.Key is not null,
                HasValue = record.Value is not null,
                Partition = record.Partition,
                Headers = record.Next is { } next ? TransactionClaim.Headers(Id, next) : record.Headers,
            },
            tag);
        if (error != ErrorCode.NoError) _acknowledgements.Withdraw();
        return error;
    }

    private ErrorCode WriteOnceThereIsRoom(TransactionRecord record)
    {
        var from = _time.GetTimestamp();
        while (true)
        {
            _records.Flush(QueuePause);
            var error = TryWrite(record);
            if (error != ErrorCode.Local_QueueFull || _time.GetElapsedTime(from) > _callTimeout) return error;
        }
    }

    /// <summary>
    /// The record that broke the transaction; those after it are refused only because it is broken.
    /// </summary>
    private TransactionException? FirstRefused()
    {
        if (_acknowledgements.FirstFailure is not { } failure) return null;
        return BrokenTransaction.IsPurge(failure.Error) && CauseOfBreak() is { } cause
            ? ErrorClasses.Refused(_broken.Culprit() ?? failure.Record, cause)
            : ErrorClasses.Refused(failure.Record, _records.ErrorOf(failure.Error));
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
                _never.Wait(RetryPause);
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
}
