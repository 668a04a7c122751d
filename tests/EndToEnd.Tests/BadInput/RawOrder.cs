using System.Buffers.Binary;

namespace EndToEnd.Tests.BadInput;

/// <summary>A record of the orders' topic, byte for byte.</summary>
/// <param name="Key">Names it in the test, too.</param>
/// <param name="Partition">Where it is put.</param>
/// <param name="Value">Null for a null value.</param>
internal sealed record RawOrder(string Key, int Partition, byte[]? Value)
{
    /// <summary>Avro in Confluent's wire format.</summary>
    public static RawOrder Framed(string key, int partition, int schemaId, string hex)
    {
        var value = new byte[5 + hex.Length / 2];
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(1), schemaId);
        Convert.FromHexString(hex).CopyTo(value, 5);
        return new RawOrder(key, partition, value);
    }
}
