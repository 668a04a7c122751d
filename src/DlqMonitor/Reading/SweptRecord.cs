using System.Text;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.DlqMonitor.Reading;

/// <summary>Knows the record that is no dead letter: it only ended a hanging transaction.</summary>
internal static class SweptRecord
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes(ReservedKeys.Swept);

    public static bool Is(in RecordView record) => !record.HasValue && record.Key.SequenceEqual(Key);

    public static bool Is(byte[]? key, byte[]? value) => value is null && key.AsSpan().SequenceEqual(Key);
}
