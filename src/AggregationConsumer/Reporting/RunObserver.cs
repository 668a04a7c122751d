using System.Globalization;
using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.AggregationConsumer.DeadLetters;
using OrderPipeline.AggregationConsumer.Orders;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Pipeline;

namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>Says what the pipeline does: orders on standard output, sampled; the rest on standard error.</summary>
internal sealed class RunObserver(
    CommandContext context,
    KafkaLog log,
    OutputMode mode,
    AveragesStore store,
    LineSampler sampler,
    LiveAverages? live,
    string topic) : IPipelineObserver
{
    private static readonly TimeSpan SameAgain = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _said = [];
    private readonly SortedDictionary<int, string> _stopped = [];
    private readonly HashSet<int> _restoring = [];
    private bool _hasNews;

    /// <summary>Partitions that cannot go on, and why.</summary>
    public IReadOnlyDictionary<int, string> StoppedPartitions => _stopped;

    /// <summary>Reads a failed order again, for its line.</summary>
    public Func<RecordCopy, OrderPreview> Preview { get; set; } = static _ => default;

    public void Assigned(IReadOnlyList<int> partitions)
    {
        _restoring.UnionWith(partitions);
        if (partitions.Count > 0) Say($"assigned {topic}[{string.Join(", ", partitions)}]");
    }

    public void Revoked(IReadOnlyList<int> partitions, bool isLost)
    {
        foreach (var partition in partitions) _stopped.Remove(partition);
        _restoring.ExceptWith(partitions);
        if (partitions.Count == 0) return;
        Say($"{(isLost ? "lost" : "gave up")} {topic}[{string.Join(", ", partitions)}]");
        SayBooks();
    }

    public void Restored(int partition, long nextOffset, long stateRecords)
    {
        _stopped.Remove(partition);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"restored {topic}[{partition}] from {Counted.Of(stateRecords, "record")}, reading on at {nextOffset}"));
        if (_restoring.Remove(partition)) SayBooks();
    }

    public void Retrying(RecordCopy record, int attempt, int attempts, Failure failure)
    {
        if (mode != OutputMode.Lines || !sampler.TryTake()) return;
        context.Output.TryWrite($"↻ {NameOf(record)} attempt {attempt} of {attempts}: {failure.Reason}");
    }

    public void DeadLettered(FailedRecord failed)
    {
        if (mode != OutputMode.Lines || !sampler.TryTake()) return;
        var kind = OrderDeadLetterEncoder.KindOf(failed.Failure.Kind);
        var attempts = failed.Attempts.Count > 1 ? $" after {failed.Attempts.Count} attempts" : "";
        context.Output.TryWrite(
            $"✖ {NameOf(failed.Record)} {kind}{attempts}: {TerminalText.Clean(failed.Failure.Reason)}");
    }

    public void Stopped(int partition, string reason)
    {
        _stopped[partition] = reason;
        _hasNews = true;
        Say($"stopped {topic}[{partition}]: {reason}");
        if (_restoring.Remove(partition)) SayBooks();
    }

    public void Tripped(int partition, string reason) => Stopped(
        partition,
        $"{reason}; nothing of this was written, others go on: look at the records, mend what sends them, then run "
        + $"`release {partition} [--to OFFSET]`");

    public void Released(int partition, long letThroughTo)
    {
        _stopped.Remove(partition);
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"released {topic}[{partition}]: everything before offset {letThroughTo} passes"));
    }

    public void Committed()
    {
        log.Reached();
        store.Lines.Flush();
        _hasNews = true;
    }

    /// <summary>
    /// Shows the newest averages if the table is old; on the pipeline's thread, which owns the store.
    /// </summary>
    public void Refresh()
    {
        if (!_hasNews || live is not { Wants: true }) return;
        _hasNews = false;
        var report = store.Report();
        foreach (var (partition, reason) in _stopped) report.Damage(partition, reason);
        live.Show(report);
    }

    public void Delayed(string reason)
    {
        lock (_gate)
        {
            if (_said.TryGetValue(reason, out var last) && context.Clock.GetElapsedTime(last) < SameAgain) return;
            if (_said.Count > 256) _said.Clear();
            _said[reason] = context.Clock.GetTimestamp();
        }

        Say(reason);
    }

    /// <summary>After each change of what is held, once all of it is restored.</summary>
    private void SayBooks()
    {
        if (_restoring.Count > 0 || store.Open.Count == 0) return;
        Say($"holding {BooksText.Of(store.Books())}");
    }

    private void Say(string line)
    {
        if (mode != OutputMode.Live) context.Error.WriteLine(TerminalText.Clean(line));
    }

    private string NameOf(RecordCopy record)
    {
        var preview = Preview(record);
        return preview.OrderId is null
            ? $"{record.Topic}[{record.Partition}]@{record.Offset}"
            : $"{TerminalText.Clean(preview.OrderId)} {TerminalText.Clean(preview.Product ?? "")}";
    }
}
