using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Writes framed values of a schema whose id is known, into spans of the caller.</summary>
/// <remarks>Thread-safe, allocates nothing. The id is found once, by <see cref="CreateAsync"/>.</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class RegisteredWriter<T>
    where T : IAvroRecord<T>
{
    /// <summary>Takes the id of the schema of <typeparamref name="T"/>, from 1.</summary>
    public RegisteredWriter(int schemaId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(schemaId);
        SchemaId = schemaId;
    }

    /// <summary>The id in front of every value.</summary>
    public int SchemaId { get; }

    /// <summary>Finds the schema's id under the subject, or registers it where that is allowed.</summary>
    /// <exception cref="SchemaRegistryException">See <see cref="SubjectRegistrar.EnsureAsync"/>.</exception>
    public static async Task<RegisteredWriter<T>> CreateAsync(
        SubjectRegistrar registrar, string subject, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registrar);
        return new RegisteredWriter<T>(
            await registrar.EnsureAsync(subject, new Schema(T.SchemaJson), cancellationToken));
    }

    /// <summary>Writes header and record; false when the destination is too short.</summary>
    /// <exception cref="AvroException">The value cannot be written at any length.</exception>
    public bool TryWrite(T value, Span<byte> destination, out int written)
    {
        written = 0;
        if (!TryBegin(destination, out var writer))
            return false;
        value.Write(ref writer);
        return TryEnd(ref writer, out written);
    }

    /// <summary>
    /// Writes the header and gives the writer of the Avro behind it, for those who write from spans instead of an
    /// object; false when not even the header fits. <see cref="TryEnd"/> tells how it went.
    /// </summary>
    public bool TryBegin(Span<byte> destination, out AvroWriter writer)
    {
        if (destination.Length < ConfluentWireFormat.HeaderSize)
        {
            writer = default;
            return false;
        }

        ConfluentWireFormat.WriteHeader(destination, SchemaId);
        writer = new AvroWriter(destination[ConfluentWireFormat.HeaderSize..]);
        return true;
    }

    /// <summary>Gives the framed value's length in bytes; false when the destination was too short.</summary>
    /// <exception cref="AvroException">The value cannot be written at any length.</exception>
    public static bool TryEnd(ref readonly AvroWriter writer, out int written)
    {
        if (writer.Error == AvroErrorCode.None)
        {
            written = ConfluentWireFormat.HeaderSize + writer.Written;
            return true;
        }

        written = 0;
        return writer.Overflowed ? false : throw new AvroException(writer.Status);
    }
}
