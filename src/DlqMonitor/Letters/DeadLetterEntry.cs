using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Letters;

/// <summary>A dead letter as it is shown, whoever wrote it.</summary>
/// <param name="Record">The record that holds it.</param>
/// <param name="Dialect">Who writes such dead letters, in words.</param>
/// <param name="Kind">Ours: the error kind's symbol. Others': FOREIGN, or UNKNOWN where nobody understands the
/// record.</param>
/// <param name="Letter">Its content in our schema's fields, as far as it is known.</param>
/// <param name="RetryCount">Attempts made, or null where the writer does not tell.</param>
internal sealed record DeadLetterEntry(
    RecordCopy Record, string Dialect, string Kind, DeadLetter Letter, int? RetryCount)
{
    public const string Foreign = "FOREIGN";
    public const string Unknown = "UNKNOWN";

    /// <summary>Where it stands in its topic, as <c>show</c> takes it.</summary>
    public string At => FormattableString.Invariant($"{Record.Partition}:{Record.Offset}");
}
