using System.Globalization;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Producer.Sending;
using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Output;

/// <summary>A line for what becomes of each order, at most so many a second; the ones left out are counted.</summary>
/// <remarks>The thread that sends owns it. An order that is not shown is not even decoded.</remarks>
internal sealed class DeliveryLines(
    DeliveryLinesOptions options, ConsoleLines output, TextWriter error, TimeProvider clock) : IPublisherListener
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);

    private readonly LineSampler _sampler = new(clock);
    private long _lastCount = clock.GetTimestamp();

    public void OnDelivered(in DeliveryReport report)
    {
        if (!options.IsShown || !_sampler.TryTake()) return;
        output.TryWrite($"→ {OrderText.Of(report.Value)}  {Place(options.Topic, report.Partition, report.Offset)}");
    }

    public void OnRetry(UnsentRecord record, int attempt)
    {
        if (!options.IsShown || !_sampler.TryTake()) return;
        output.TryWrite(string.Create(
            CultureInfo.InvariantCulture,
            $"↻ {OrderText.Of(record)}  attempt {attempt} of {options.Attempts}: "
            + $"{record.Attempts[^1].Reason}"));
    }

    public void OnDeadLettered(UnsentRecord record, int partition, long offset)
    {
        if (!options.IsShown || !_sampler.TryTake()) return;
        var place = Place(options.DeadLetterTopic, partition, offset);
        output.TryWrite($"✖ {OrderText.Of(record)}  {place}: {FailureReason.Sentence(record)}");
    }

    /// <summary>Always said, and each of them: nobody else will know.</summary>
    public void OnNotAccepted(UnsentRecord record)
    {
        var line = record.Origin is BadLine bad
            ? string.Create(CultureInfo.InvariantCulture, $"line {bad.Number}: ")
            : "";
        var maybe = record.IsPossiblyPersisted ? "; it may be in its topic all the same" : "";
        error.WriteLine(
            $"not accepted: {line}{OrderText.Of(record)}: {FailureReason.Sentence(record).TrimEnd('.')}; "
            + record.NotAcceptedBecause + maybe);
    }

    /// <summary>Says, once a second at most, how many orders were not shown.</summary>
    public void SayLeftOut(bool isLast = false)
    {
        if (!isLast && clock.GetElapsedTime(_lastCount) < BetweenCounts) return;
        _lastCount = clock.GetTimestamp();
        var leftOut = _sampler.TakeLeftOut();
        if (leftOut > 0) output.TryWrite(string.Create(CultureInfo.InvariantCulture, $"… {leftOut:N0} more not shown"));
    }

    private static string Place(string topic, int partition, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{topic}[{partition}]@{offset}");
}
