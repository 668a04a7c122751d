using System.Buffers.Binary;
using System.Security.Cryptography;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline.Duplicates;

namespace OrderPipeline.AggregationConsumer.Orders;

/// <summary>An order is known by its id: the first 128 bits of the SHA-256 of its UTF-8 bytes (ADR 0010).</summary>
/// <remarks>Nobody can choose ids that collide, so nobody can make another's order look like a duplicate.</remarks>
internal sealed class OrderIdentity(OrderDecoder decoder) : IRecordIdentity
{
    /// <summary>Why a second order of the same id is a dead letter.</summary>
    public static readonly Failure Duplicate = new(FailureKind.Validation, "duplicate order id");

    public UInt128 Identify(in RecordView record)
    {
        var buffer = default(ResolvedBuffer);
        try
        {
            if (!decoder.Decode(record, ref buffer, out var order).IsOk) return 0;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(order.OrderId, hash);
            return BinaryPrimitives.ReadUInt128BigEndian(hash);
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
