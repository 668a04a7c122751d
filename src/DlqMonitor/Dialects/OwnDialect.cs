using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>Our own dead letters: Avro in Confluent's wire format, of any version of the schema.</summary>
/// <param name="plans">Read any writer's schema as ours.</param>
internal sealed class OwnDialect(ReaderPlans plans) : IDeadLetterDialect
{
    private const int LongestValue = 64 * 1024 * 1024;

    /// <exception cref="SchemaRegistryException">The registry cannot be asked now, and the record needs
    /// it.</exception>
    public DeadLetterEntry? Read(RecordCopy record)
    {
        if (ConfluentWireFormat.TryReadHeader(record.Value, out var id) != FramingStatus.Ok)
            return null;
        ReaderPlan? plan;
        try
        {
            // Once for each schema; all other records find the plan in memory.
            if (!plans.TryGet(id, out plan))
                plan = plans.LoadAsync(id).GetAwaiter().GetResult();
        }
        catch (SchemaRegistryException failure) when (!failure.IsAboutRegistry)
        {
            return null;
        }
        var letter = plan.IsCompatible ? Decode(plan, record.Value.AsSpan(ConfluentWireFormat.HeaderSize)) : null;
        return letter is null
            ? null
            : new DeadLetterEntry(record, "OrderPipeline", letter.ErrorKind.ToString(), letter, letter.RetryCount);
    }

    private static DeadLetter? Decode(ReaderPlan plan, ReadOnlySpan<byte> body)
    {
        if (plan.IsIdentity)
            return Decode(body);
        for (var size = Math.Max(1_024, 2 * body.Length); size <= LongestValue; size *= 2)
        {
            var resolved = new byte[size];
            var writer = new AvroWriter(resolved);
            var status = plan.Resolver!.TryResolve(body, ref writer, out var consumed);
            if (status.IsOk)
                return consumed == body.Length ? Decode(resolved.AsSpan(0, writer.Written)) : null;
            if (status.Code != AvroErrorCode.DestinationTooShort)
                return null;
        }
        return null;
    }

    private static DeadLetter? Decode(ReadOnlySpan<byte> body)
    {
        var reader = new AvroReader(body);
        return DeadLetter.TryRead(ref reader, out var letter).IsOk && reader.Remaining == 0 ? letter : null;
    }
}
