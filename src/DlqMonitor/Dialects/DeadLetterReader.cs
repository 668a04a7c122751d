using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Finds the dialect of each record; there is always one.</summary>
internal sealed class DeadLetterReader
{
    private readonly OwnDialect _own;

    /// <summary>Frameworks put a record into their dead letters as it is, with a value in any format.</summary>
    private readonly IDeadLetterDialect[] _frameworks =
        [new SpringDialect(), new ConnectDialect(), new StreamsDialect()];
    private readonly IDeadLetterDialect[] _others =
        [new OwnHeadersDialect(), new RawValueJsonDialect(), new OrderErrorJsonDialect()];
    private readonly UnknownDialect _unknown = new();

    public DeadLetterReader(ReaderPlans plans) => _own = new OwnDialect(plans);

    /// <summary>Reads a dead letter of whatever dialect.</summary>
    /// <exception cref="SchemaRegistryException">The registry cannot be asked now, and the record needs
    /// it.</exception>
    public DeadLetterEntry Read(RecordCopy record)
    {
        // Our dead letters carry the original's headers, a framework's among them: our own mark decides.
        var isOurs = RecordHeaders.Has(record, DeadLetterHeaders.ErrorKindName);
        return (isOurs ? null : First(_frameworks, record))
            ?? _own.Read(record)
            ?? First(_others, record)
            ?? _unknown.Read(record);
    }

    private static DeadLetterEntry? First(IDeadLetterDialect[] dialects, RecordCopy record)
    {
        foreach (var dialect in dialects)
        {
            if (dialect.Read(record) is { } entry)
                return entry;
        }
        return null;
    }
}
