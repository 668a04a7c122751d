using OrderPipeline.Avro;
using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Letters;

namespace DlqMonitor.Tests;

/// <summary>A dead letter of ours, and its bytes in Confluent's wire format with schema id 7.</summary>
internal static class ALetter
{
    public const int SchemaId = 7;

    public static DeadLetter Processing() => new()
    {
        OrderId = "abc-123",
        Product = "Toffee",
        Price = 10f,
        ErrorReason = "Processing Toffee fails",
        ErrorTimestamp = "2026-11-17T01:45:30.123456Z",
        RetryCount = 3,
        OriginalTopic = "orders",
        OriginalPartition = 2,
        OriginalOffset = 51,
        OriginalKey = "abc-123"u8.ToArray(),
        OriginalValue = new byte[] { 0, 0xff },
        ErrorKind = ErrorKind.PROCESSING,
    };

    public static DeadLetterEntry Entry(DeadLetter letter, long offset = 12) => new(
        new() { Topic = "orders.DLQ", Partition = 0, Offset = offset }, "OrderPipeline",
        letter.ErrorKind.ToString(), letter, letter.RetryCount);

    public static byte[] Framed(DeadLetter letter)
    {
        var buffer = new byte[4_096];
        buffer[4] = SchemaId;
        var writer = new AvroWriter(buffer.AsSpan(5));
        letter.Write(ref writer);
        return buffer[..(5 + writer.Written)];
    }
}
