using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Native;

namespace OrderPipeline.Messaging.Producing;

/// <summary>A producer without a managed object per record: spans go in, reports come out by the batch.</summary>
/// <remarks>
/// It serves the client's main queue itself, so it is not for transactions: with reports unserved a commit times out.
/// </remarks>
public sealed class SpanProducer : IRecordProducer, IDisposable
{
    private readonly IProducer<Null, Null> _client;
    private readonly NativeProducer _native;
    private readonly ReportCounter _reports;
    private readonly KafkaLog _log;
    private bool _isDisposed;

    /// <summary>Starts the client; it connects by itself, in the background.</summary>
    /// <param name="config">librdkafka's properties; what this class needs is set on top.</param>
    /// <param name="log">Hears what the client reports.</param>
    /// <exception cref="LibrdkafkaException">The native library cannot be used.</exception>
    /// <exception cref="KafkaException">librdkafka refuses a property.</exception>
    public SpanProducer(IEnumerable<KeyValuePair<string, string>> config, KafkaLog log)
    {
        _log = log;
        _client = new ProducerBuilder<Null, Null>(NativeProducer.Reporting(config))
            .SetLogHandler((_, message) => log.OnLog(message)).Build();
        _native = new NativeProducer(_client, OnError);
        _reports = new ReportCounter(this);
    }

    /// <inheritdoc/>
    public int InFlight { get; private set; }

    /// <inheritdoc/>
    public string? FatalError { get; private set; }

    /// <inheritdoc/>
    public string? LastError => _log.LastError?.Reason;

    /// <inheritdoc/>
    public ErrorCode TryProduce(in OutgoingRecord record, nint tag)
    {
        var error = _native.TryProduce(record, tag);
        if (error == ErrorCode.NoError) InFlight++;
        return error;
    }

    /// <inheritdoc/>
    public int Poll(TimeSpan timeout, IDeliverySink sink)
    {
        _reports.Next = sink;
        return _native.Poll(timeout, _reports);
    }

    /// <inheritdoc/>
    public void Wake() => _native.Wake();

    /// <inheritdoc/>
    public void Purge() => _native.Purge();

    /// <summary>Drops whatever is unsent and gives the native handles back.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _native.Dispose();
        _client.Dispose();
    }

    private void OnError(Error error)
    {
        if (error.IsFatal) FatalError = error.Reason;
        _log.OnError(error);
    }

    /// <summary>Counts a report before whoever polls hears of it and may send more.</summary>
    private sealed class ReportCounter(SpanProducer owner) : IDeliverySink
    {
        public IDeliverySink? Next { get; set; }

        public void OnReport(in DeliveryReport report)
        {
            owner.InFlight--;
            if (report.Error == ErrorCode.NoError) owner._log.Reached();
            Next!.OnReport(report);
        }
    }
}
