using Confluent.Kafka;
using OrderPipeline.Messaging.Native;

namespace OrderPipeline.Messaging.Producing;

/// <summary>A client's queues by librdkafka's own calls: spans go in, reports come out by the batch.</summary>
/// <remarks>
/// One thread may produce while another polls. The client has to be made with <see cref="Reporting"/>, and nothing
/// else may poll it: reports that another call takes out are lost. Dispose it before the client, once nobody polls.
/// </remarks>
internal sealed unsafe class NativeProducer : IDisposable
{
    private const int ReportsAtOnce = 512;
    private const int MaxEventsPerPoll = 64;

    private readonly ClientHandle _handle;
    private readonly nint _queue;
    private readonly TopicHandles _topics;
    private readonly Action<Error> _onError;
    private bool _isDisposed;

    /// <param name="client">A producer.</param>
    /// <param name="onError">Hears the client's errors, on the thread that polls.</param>
    public NativeProducer(IClient client, Action<Error> onError)
    {
        _onError = onError;
        _handle = new ClientHandle(client);
        _queue = EventCalls.MainQueue(_handle.Pointer);
        _topics = new TopicHandles(_handle.Pointer);
    }

    /// <summary>The same configuration with reports and errors as events, which is what is polled here.</summary>
    public static ProducerConfig Reporting(IEnumerable<KeyValuePair<string, string>> config)
    {
        var properties = new ProducerConfig(config.ToDictionary())
        {
            EnableDeliveryReports = false,
            EnableBackgroundPoll = false,
        };
        properties.Set("enabled_events", $"{ProduceCalls.DeliveryEvent | ProduceCalls.ErrorEvent}");
        return properties;
    }

    /// <summary>Hands one record over.</summary>
    /// <param name="record">What to send; its spans are copied.</param>
    /// <param name="tag">Comes back with the report.</param>
    /// <returns><see cref="ErrorCode.NoError"/> where a report will follow.</returns>
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
            return (ErrorCode)(record.Headers is { Count: > 0 }
                ? ProduceWithHeaders(topic, record, keyAt, valueAt, tag)
                : ProduceCalls.Produce(topic, record.Partition, valueAt,
                    Length(record.Value, record.HasValue), keyAt, Length(record.Key, record.HasKey), tag));
        }
    }

    /// <summary>Passes on the reports there are, waiting for the first one.</summary>
    /// <returns>How many reports there were.</returns>
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
                switch (EventCalls.Type(next))
                {
                    case ProduceCalls.DeliveryEvent:
                        reports += ServeReports(next, sink);
                        break;
                    case ProduceCalls.ErrorEvent:
                        _onError(ErrorOf((ErrorCode)EventCalls.Error(next), EventCalls.ErrorText(next)));
                        break;
                    default:
                        break;
                }
            }
            finally
            {
                EventCalls.Destroy(next);
            }
        }

        return reports;
    }

    /// <summary>Connects and learns of the brokers; before any record, since it asks for known topics, too.</summary>
    /// <returns><see cref="ErrorCode.NoError"/> where a broker answered.</returns>
    public ErrorCode MeetBrokers(TimeSpan timeout) => (ErrorCode)ProduceCalls.MeetBrokers(
        _handle.Pointer, (int)Math.Clamp(timeout.TotalMilliseconds, 0, int.MaxValue));

    /// <summary>Ends the poll that waits, or the next one. Any thread may call it.</summary>
    public void Wake() => EventCalls.Yield(_queue);

    /// <summary>Sends what is queued at once, and waits until all reports were polled, by another thread.</summary>
    public void Flush(TimeSpan timeout) => ProduceCalls.Flush(
        _handle.Pointer, (int)Math.Clamp(timeout.TotalMilliseconds, 0, int.MaxValue));

    /// <summary>Fails whatever is still queued or on its way; the reports follow with the next polls.</summary>
    public void Purge() => ProduceCalls.Purge(_handle.Pointer);

    /// <summary>What a code that librdkafka gave says; where the client is done for, the error that ended it.</summary>
    /// <param name="code">The code of a call, a report or an event.</param>
    /// <param name="reason">librdkafka's own words, or null for those of the code.</param>
    public Error ErrorOf(ErrorCode code, string? reason = null)
    {
        if (code != ErrorCode.Local_Fatal) return new Error(code, reason ?? Unconfirmed.ReasonOf(code));
        var (cause, words) = ProduceCalls.FatalError(_handle.Pointer);
        return new Error((ErrorCode)cause, reason ?? words, isFatal: true);
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _topics.Dispose();
        EventCalls.DestroyQueue(_queue);
        _handle.Dispose();
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

    private static int ServeReports(nint happening, IDeliverySink sink)
    {
        var messages = stackalloc NativeMessage*[ReportsAtOnce];
        var total = 0;
        int count;
        while ((count = EventCalls.Messages(happening, messages, ReportsAtOnce)) > 0)
        {
            total += count;
            for (var index = 0; index < count; index++) sink.OnReport(ReportOf(messages[index]));
        }

        return total;
    }

    // Invariant: a record counts as acknowledged by an answer of its own, which has its offset; librdkafka takes the
    // answer to a later one for it as well, and a broker that does not know the producer makes that wrong.
    private static DeliveryReport ReportOf(NativeMessage* message)
    {
        var error = message->Error == 0 && message->Offset < 0 ? Unconfirmed.Code : (ErrorCode)message->Error;
        return new DeliveryReport
        {
            Tag = message->Private,
            Partition = message->Partition,
            Offset = message->Offset,
            Error = error,
            Persistence = error switch
            {
                ErrorCode.NoError => Persistence.Persisted,
                Unconfirmed.Code => Persistence.PossiblyPersisted,
                _ => (Persistence)ProduceCalls.Status(message),
            },
            LatencyMicros = error == ErrorCode.NoError ? 0 : Math.Max(0, ProduceCalls.LatencyMicros(message)),
            HasKey = message->Key is not null,
            Key = new ReadOnlySpan<byte>(message->Key, (int)message->KeyLength),
            Value = new ReadOnlySpan<byte>(message->Value, (int)message->ValueLength),
        };
    }
}
