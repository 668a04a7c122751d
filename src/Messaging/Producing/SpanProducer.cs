using Confluent.Kafka;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Native;

namespace OrderPipeline.Messaging.Producing;

/// <summary>A producer without a managed object per record: spans go in, reports come out by the batch.</summary>
/// <remarks>
/// It serves the client's main queue itself, so it is not for transactions: with reports unserved a commit times out.
/// </remarks>
public sealed unsafe class SpanProducer : IRecordProducer, IDisposable
{
    private const int ReportsAtOnce = 512;
    private const int MaxEventsPerPoll = 64;

    private readonly IProducer<Null, Null> _client;
    private readonly ClientHandle _handle;
    private readonly nint _queue;
    private readonly TopicHandles _topics;
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
        var properties = new ProducerConfig(config.ToDictionary())
        {
            EnableDeliveryReports = false,
            EnableBackgroundPoll = false,
        };
        properties.Set("enabled_events", $"{ProduceCalls.DeliveryEvent | ProduceCalls.ErrorEvent}");
        _client = new ProducerBuilder<Null, Null>(properties).SetLogHandler((_, message) => log.OnLog(message)).Build();
        _handle = new ClientHandle(_client);
        _queue = EventCalls.MainQueue(_handle.Pointer);
        _topics = new TopicHandles(_handle.Pointer);
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
        // Invariant: a fixed over an empty span is a null pointer, which librdkafka sends as null: empty needs one.
        byte nothing;
        fixed (byte* key = record.Key, value = record.Value)
        {
            var keyAt = record.HasKey ? (key is null ? &nothing : key) : null;
            var valueAt = record.HasValue ? (value is null ? &nothing : value) : null;
            var topic = _topics.Of(record.Topic);
            if (topic == 0) return ErrorCode.TopicException;
            var error = record.Headers is { Count: > 0 }
                ? ProduceWithHeaders(topic, record, keyAt, valueAt, tag)
                : ProduceCalls.Produce(topic, record.Partition, valueAt,
                    Length(record.Value, record.HasValue), keyAt, Length(record.Key, record.HasKey), tag);
            if (error == 0) InFlight++;
            return (ErrorCode)error;
        }
    }

    /// <inheritdoc/>
    public int Poll(TimeSpan timeout, IDeliverySink sink)
    {
        var reports = 0;
        var waitMs = (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);
        for (var events = 0; events < MaxEventsPerPoll; events++)
        {
            var next = EventCalls.Poll(_queue, waitMs);
            if (next == 0) break;
            waitMs = 0;
            try
            {
                reports += Serve(next, sink);
            }
            finally
            {
                EventCalls.Destroy(next);
            }
        }

        return reports;
    }

    /// <inheritdoc/>
    public void Wake() => EventCalls.Yield(_queue);

    /// <inheritdoc/>
    public void Purge() => ProduceCalls.Purge(_handle.Pointer);

    /// <summary>Drops whatever is unsent and gives the native handles back.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _topics.Dispose();
        EventCalls.DestroyQueue(_queue);
        _handle.Dispose();
        _client.Dispose();
    }

    private static nuint Length(ReadOnlySpan<byte> bytes, bool isThere) => isThere ? (nuint)bytes.Length : 0;

    private int ProduceWithHeaders(nint topic, in OutgoingRecord record, byte* key, byte* value, nint tag)
    {
        var headers = NativeHeaders.Make(record.Headers!);
        var error = ProduceCalls.Produce(_handle.Pointer,
        [
            NativeArgument.Topic(topic),
            NativeArgument.Partition(record.Partition),
            NativeArgument.Flags(ProduceCalls.CopyFlag),
            NativeArgument.Key(key, Length(record.Key, record.HasKey)),
            NativeArgument.Value(value, Length(record.Value, record.HasValue)),
            NativeArgument.Opaque(tag),
            NativeArgument.Headers(headers),
        ]);
        if (error != 0) ProduceCalls.DestroyHeaders(headers);
        return error;
    }

    private int Serve(nint happening, IDeliverySink sink)
    {
        switch (EventCalls.Type(happening))
        {
            case ProduceCalls.DeliveryEvent:
                return ServeReports(happening, sink);
            case ProduceCalls.ErrorEvent:
                OnError(happening);
                return 0;
            default:
                return 0;
        }
    }

    private void OnError(nint happening)
    {
        var error = new Error(
            (ErrorCode)EventCalls.Error(happening), EventCalls.ErrorText(happening), EventCalls.IsFatal(happening));
        if (error.IsFatal) FatalError = error.Reason;
        _log.OnError(error);
    }

    private int ServeReports(nint happening, IDeliverySink sink)
    {
        var messages = stackalloc NativeMessage*[ReportsAtOnce];
        var total = 0;
        int count;
        while ((count = EventCalls.Messages(happening, messages, ReportsAtOnce)) > 0)
        {
            total += count;
            InFlight -= count;
            if (messages[0]->Error == 0) _log.Reached();
            for (var index = 0; index < count; index++) sink.OnReport(ReportOf(messages[index]));
        }

        return total;
    }

    private static DeliveryReport ReportOf(NativeMessage* message)
    {
        var isDelivered = message->Error == 0;
        return new DeliveryReport
        {
            Tag = message->Private,
            Partition = message->Partition,
            Offset = message->Offset,
            Error = (ErrorCode)message->Error,
            Persistence = isDelivered ? Persistence.Persisted : (Persistence)ProduceCalls.Status(message),
            LatencyMicros = isDelivered ? 0 : Math.Max(0, ProduceCalls.LatencyMicros(message)),
            HasKey = message->Key is not null,
            Key = new ReadOnlySpan<byte>(message->Key, (int)message->KeyLength),
            Value = new ReadOnlySpan<byte>(message->Value, (int)message->ValueLength),
        };
    }
}
