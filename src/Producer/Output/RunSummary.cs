using System.Globalization;
using System.Text.Json;
using OrderPipeline.Messaging.Producing.Retrying;

namespace OrderPipeline.Producer.Output;

/// <summary>The end of a run: sent = delivered + dead-lettered + spooled + what was not accepted.</summary>
/// <param name="Sent">Orders and bad lines taken from the source.</param>
/// <param name="Delivered">Acknowledged in the topic of the orders.</param>
/// <param name="DeadLettered">Acknowledged in the topic of the dead letters.</param>
/// <param name="Spooled">Waiting on this machine's disk.</param>
/// <param name="Rate">Delivered orders a second, over the whole run.</param>
internal sealed record RunSummary(long Sent, long Delivered, long DeadLettered, long Spooled, double Rate)
{
    public static RunSummary Of(PublisherCounts counts, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? counts.Delivered / elapsed.TotalSeconds : 0;
        return new RunSummary(counts.Sent, counts.Delivered, counts.DeadLettered, 0, Math.Round(rate, 1));
    }

    public string ToJson() => JsonSerializer.Serialize(this, SummaryJson.Default.RunSummary);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"sent {Sent:N0} · delivered {Delivered:N0} · dead-lettered {DeadLettered:N0} · spooled {Spooled:N0}"
        + $" · {Rate:N0}/s");
}
