using System.Collections.Concurrent;
using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Pipeline.Supervision;

namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>Restores partitions one after the other on a thread and a reader of its own.</summary>
/// <remarks>The owner's thread asks and takes results; it goes on committing other partitions meanwhile.</remarks>
internal sealed class PartitionRestorer<TResult> : IDisposable
{
    /// <summary>How long <see cref="Dispose"/> waits for a restore that was told to stop.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Seconds for one step: a call to the cluster, or so many records. Each has shorter bounds of its own.
    /// </summary>
    private const int StepSeconds = 60;

    /// <summary>How long it waits for each answer while nothing is asked of it yet.</summary>
    private static readonly TimeSpan MeetingTime = TimeSpan.FromSeconds(2);

    private const int RecordsInAStep = 1024;

    /// <summary>By then a commit that the group knows of is known here, too.</summary>
    private static readonly TimeSpan CommitDelay = TimeSpan.FromSeconds(1);

    private readonly IPartitionStateStore<TResult> _store;
    private readonly Func<IStateLog> _openLog;
    private readonly string _topic;
    private readonly Action<string> _say;
    private readonly LoopWatch? _watch;
    private readonly Queue<(int Partition, IPartitionState<TResult> State)> _toCompare = new();
    private readonly BlockingCollection<RestoreRequest> _requests = [];
    private readonly ConcurrentQueue<RestoreResult<TResult>> _results = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="store">Makes the states.</param>
    /// <param name="openLog">Opens the cluster's side of it.</param>
    /// <param name="topic">The input topic.</param>
    /// <param name="say">Takes a sentence for people; called on the restore thread.</param>
    /// <param name="watch">Notices where a call of the restore thread hangs; disposed with this.</param>
    public PartitionRestorer(
        IPartitionStateStore<TResult> store, Func<IStateLog> openLog, string topic, Action<string> say,
        LoopWatch? watch = null)
    {
        _watch = watch;
        _store = store;
        _say = say;
        _openLog = openLog;
        _topic = topic;
        _thread = new Thread(Run) { IsBackground = true, Name = "restore" };
        _thread.Start();
    }

    /// <summary>Asks for a partition; the answer comes through <see cref="TryTake"/>.</summary>
    public void Request(RestoreRequest request) => _requests.Add(request);

    /// <summary>Takes an answer, if there is one.</summary>
    public bool TryTake(out RestoreResult<TResult> result) => _results.TryDequeue(out result!);

    public void Dispose()
    {
        _watch?.Dispose();
        _stop.Cancel();
        _requests.CompleteAdding();
        // One that is still inside a call looks at both once it comes back.
        if (!_thread.Join(StopTimeout)) return;
        _stop.Dispose();
        _requests.Dispose();
    }

    private void Run()
    {
        IStateLog? log = null;
        try
        {
            log = OpenAhead();
            foreach (var request in _requests.GetConsumingEnumerable(_stop.Token))
            {
                if (request.Cancellation.IsCancellationRequested) continue;
                var result = Restore(ref log, request);
                _watch?.Rest();
                _results.Enqueue(result);
                if (result.State is { } state) _toCompare.Enqueue((request.Partition, state));
                if (result.RetryBecause is null)
                {
                    CompareOffsets(log);
                    continue;
                }

                // A client whose broker was restarted can go on asking with an old leader epoch for ever: a new
                // one knows the new leaders.
                EndBeside(log);
                log = null;
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
        finally
        {
            log?.Dispose();
        }
    }

    /// <summary>While the group still hands out partitions: the first one waits for no connection.</summary>
    private IStateLog? OpenAhead()
    {
        IStateLog? log = null;
        try
        {
            log = _openLog();
            log.Meet(MeetingTime);
        }
        catch (Exception)
        {
            // Whatever it is, the first restore meets it, and says so.
        }

        return log;
    }

    private RestoreResult<TResult> Restore(ref IStateLog? opened, RestoreRequest request)
    {
        var result = new RestoreResult<TResult>(request);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(request.Cancellation, _stop.Token);
            Expect();
            var log = opened ??= _openLog();
            var builder = request.IsLook ? null : _store.StartRestore(request.Partition);
            var reserved = new ReservedRecords();
            long read = 0;
            var readTo = log.Read(request.Partition, request.From, Add, both.Token);
            Expect();
            var state = builder is null ? null : Complete(log, request.Partition, builder, read > 0);
            return result with { State = state, RecordsRead = read, Reserved = reserved, ReadTo = readTo };

            void Add(in RecordView record)
            {
                if (read++ % RecordsInAStep == 0) Expect();
                if (!reserved.TryAdd(record)) builder?.Add(record);
            }
        }
        catch (PartitionStateException failure)
        {
            return result with { StoppedBecause = failure.Message };
        }
        catch (Exception failure) when (failure is StateUnavailableException or OperationCanceledException)
        {
            return result with
            {
                RetryBecause = failure.Message,
                Error = (failure.InnerException as KafkaException)?.Error,
            };
        }
        catch (Exception failure)
        {
            return result with { StoppedBecause = $"the state cannot be restored: {failure.Message}" };
        }
    }

    private void Expect() => _watch?.Expect("a restore", StepSeconds);

    /// <summary>Ends the clients on a thread of their own: one whose broker is away can take long for it.</summary>
    private static void EndBeside(IStateLog? log)
    {
        if (log is not null) new Thread(log.Dispose) { IsBackground = true, Name = "restore's end" }.Start();
    }

    /// <summary>Once nobody waits for a state: offsets that were set by hand are noticed, and answered.</summary>
    private void CompareOffsets(IStateLog? log)
    {
        while (log is not null && _requests.Count == 0 && _toCompare.TryDequeue(out var restored))
        {
            try
            {
                CompareOffset(log, restored.Partition, restored.State);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It changes nothing: the ledger rules.
            }
        }
    }

    private void CompareOffset(IStateLog log, int partition, IPartitionState<TResult> state)
    {
        var ledger = state.NextOffset;
        if (log.GroupOffset(partition) is not { } offset || offset == ledger) return;
        // The pipeline goes on committing: an offset above the ledger's may be its own, and known in a moment.
        if (offset > ledger && (_stop.Token.WaitHandle.WaitOne(CommitDelay) || offset <= state.NextOffset)) return;
        _say(PositionPolicy.OffsetWasSet(_topic, partition, offset, ledger));
    }

    private IPartitionState<TResult> Complete(
        IStateLog log, int partition, IPartitionStateBuilder<TResult> builder, bool hasRecords)
    {
        var (first, end) = log.InputRange(partition);
        var position = new InputPosition(_topic, partition, log.InputTopicId(), first, end);
        if (!builder.HasLedger)
        {
            PositionPolicy.CheckNoLedger(position, hasRecords, log.GroupOffset(partition));
            return builder.Begin(first, position.TopicId);
        }

        var state = builder.Complete();
        PositionPolicy.CheckLedger(position, builder.TopicId, state.NextOffset);
        return state;
    }
}
