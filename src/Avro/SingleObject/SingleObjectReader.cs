using System.Buffers;
using System.Collections.Concurrent;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.Avro.SingleObject;

/// <summary>
/// Reads values in single-object encoding (specification, "Single object encoding") of any writer
/// whose schema is in the
/// store, by schema resolution where it is not ours.
/// </summary>
/// <remarks>Thread-safe. Our own schema is always known. Plans are kept, at most <c>1,024</c> of them.</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
/// <param name="store">Where the writers' schemas are.</param>
public sealed class SingleObjectReader<T>(ISchemaStore store)
    where T : IAvroRecord<T>
{
    private const int MaxPlans = 1024;
    private const int FirstBytes = 1024;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly ISchemaStore _store = store ?? throw new ArgumentNullException(nameof(store));
    private readonly ulong _ownFingerprint = SchemaFingerprint.Crc64(T.Schema);
    private readonly ConcurrentDictionary<ulong, Plan> _plans = new();

    /// <summary>Reads one framed value; never throws.</summary>
    /// <param name="framed">The marker, the fingerprint, the record, and nothing more.</param>
    /// <param name="value">The record, where the status is ok.</param>
    /// <returns>The status' offset counts from the marker.</returns>
    public AvroStatus TryRead(ReadOnlySpan<byte> framed, out T? value)
    {
        value = default;
        if (SingleObjectEncoding.TryReadHeader(framed, out var fingerprint) != SingleObjectStatus.Ok)
            return new AvroStatus(AvroErrorCode.BadFrame, 0, null);
        AvroStatus status;
        var data = framed[SingleObjectEncoding.HeaderSize..];
        if (fingerprint == _ownFingerprint)
            status = T.TryReadWhole(data, out value);
        else if (FindPlan(fingerprint) is not { } plan)
            return new AvroStatus(AvroErrorCode.UnknownSchema, 0, null);
        else if (plan.Resolver is not { } resolver)
            return new AvroStatus(AvroErrorCode.UnmatchedSchema, 0, plan.Failure!.Path);
        else
            status = resolver.IsIdentity ? T.TryReadWhole(data, out value) : Resolve(resolver, data, out value);
        return status.IsOk ? status : status.Behind(SingleObjectEncoding.HeaderSize);
    }

    /// <summary>Reads one framed value.</summary>
    /// <exception cref="AvroException">The bytes are not framed, their schema is not known, or they are no value of
    /// it.</exception>
    /// <exception cref="AvroResolutionException">The writer's schema cannot be read as ours.</exception>
    public T Read(ReadOnlySpan<byte> framed)
    {
        var status = TryRead(framed, out var value);
        if (status.IsOk)
            return value!;
        if (status.Code == AvroErrorCode.UnmatchedSchema
            && SingleObjectEncoding.TryReadHeader(framed, out var fingerprint) == SingleObjectStatus.Ok
            && FindPlan(fingerprint)?.Failure is { } failure)
        {
            throw failure;
        }

        throw new AvroException(status);
    }

    private static AvroStatus Resolve(AvroResolver resolver, ReadOnlySpan<byte> data, out T? value)
    {
        // The record's decoder checks its text itself. What is wrong, and where, is asked only when something is.
        var status = Resolve(resolver, data, checksText: false, out value);
        return status.IsOk ? status : Resolve(resolver, data, checksText: true, out value);
    }

    private static AvroStatus Resolve(AvroResolver resolver, ReadOnlySpan<byte> data, bool checksText, out T? value)
    {
        value = default;
        for (var room = Math.Max(FirstBytes, data.Length); ; room *= 2)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(room);
            try
            {
                var writer = new AvroWriter(buffer);
                var status = resolver.TryResolve(data, ref writer, checksText, out var consumed);
                if (status.IsOk && !writer.Overflowed)
                {
                    return consumed == data.Length
                        ? T.TryReadWhole(buffer.AsSpan(0, writer.Written), out value)
                        : new AvroStatus(AvroErrorCode.TrailingBytes, consumed, null);
                }

                if (!writer.Overflowed || room >= MostBytes)
                    return status.IsOk ? writer.Status : status;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private Plan? FindPlan(ulong fingerprint)
    {
        if (_plans.TryGetValue(fingerprint, out var plan))
            return plan;
        if (!_store.TryFind(fingerprint, out var schema))
            return null;
        try
        {
            plan = new Plan(AvroResolver.Compile(schema, T.Schema), null);
        }
        catch (AvroResolutionException failure)
        {
            plan = new Plan(null, failure);
        }

        // Whoever has more schemas than that compiles some of them again and again, but keeps no more than these.
        if (_plans.Count < MaxPlans)
            _plans.TryAdd(fingerprint, plan);
        return plan;
    }

    private sealed record Plan(AvroResolver? Resolver, AvroResolutionException? Failure);
}
