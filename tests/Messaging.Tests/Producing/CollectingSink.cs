using OrderPipeline.Messaging.Producing;

namespace Messaging.Tests.Producing;

/// <summary>Notes reports as text, or only counts them.</summary>
internal sealed class CollectingSink : IDeliverySink
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public bool IsCounting { get; set; }

    public int Count { get; private set; }

    public List<string> Reports { get; } = [];

    /// <summary>Polls until every record has its report.</summary>
    public void Drain(SpanProducer producer)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (producer.InFlight > 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Bound, "no report");
            producer.Poll(TimeSpan.FromMilliseconds(100), this);
        }
    }

    public void OnReport(in DeliveryReport report)
    {
        Count++;
        if (!IsCounting) Reports.Add($"{report.Tag}: {report.Error} {report.Offset} {report.Persistence}");
    }
}
