using System.Buffers;
using System.Text.Json;

namespace OrderPipeline.Messaging.State;

/// <summary>A person's word that a partition may go on, and how far: record <c>$release</c> of its state.</summary>
/// <param name="Epoch">The ledger's epoch.</param>
/// <param name="NextOffset">The ledger's next offset: where the partition stands.</param>
/// <param name="TrippedAt">When the breaker tripped, UTC, in whole milliseconds.</param>
/// <param name="To">Everything before this offset passes; from there on the breaker works again.</param>
/// <remarks>The value is JSON, so that any client can read and write it. It names the trip that it ends: a later
/// one needs a word of its own.</remarks>
public sealed record PartitionRelease(int Epoch, long NextOffset, DateTimeOffset TrippedAt, long To)
{
    private const string EpochName = "epoch";
    private const string NextOffsetName = "nextOffset";
    private const string TrippedAtName = "trippedAt";
    private const string ToName = "to";

    /// <summary>The record's value: one JSON object of four whole numbers, times in milliseconds since 1970
    /// UTC.</summary>
    public byte[] Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber(EpochName, Epoch);
            json.WriteNumber(NextOffsetName, NextOffset);
            json.WriteNumber(TrippedAtName, TrippedAt.ToUnixTimeMilliseconds());
            json.WriteNumber(ToName, To);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a value; null where it is none, since nobody but a person's mistake could have written it.
    /// </summary>
    internal static PartitionRelease? TryDecode(ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var json = JsonDocument.ParseValue(ref reader);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty(EpochName, out var epoch) && epoch.TryGetInt32(out var epochValue)
                && root.TryGetProperty(NextOffsetName, out var next) && next.TryGetInt64(out var nextValue)
                && root.TryGetProperty(TrippedAtName, out var tripped) && tripped.TryGetInt64(out var trippedValue)
                && root.TryGetProperty(ToName, out var to) && to.TryGetInt64(out var toValue)
                ? new PartitionRelease(
                    epochValue, nextValue, DateTimeOffset.FromUnixTimeMilliseconds(trippedValue), toValue)
                : null;
        }
        catch (Exception failure) when (
            failure is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
