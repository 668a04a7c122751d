using OrderPipeline.Messaging.Producing;

namespace Messaging.Tests.Producing;

/// <summary>Notes reports as text, or only counts them.</summary>
internal sealed class CollectingSink : IDeliverySink
{
    public bool IsCounting { get; set; }

    public int Count { get; private set; }

    public List<string> Reports { get; } = [];

    public void OnReport(in DeliveryReport report)
    {
        Count++;
        if (!IsCounting) Reports.Add($"{report.Tag}: {report.Error} {report.Offset} {report.Persistence}");
    }
}
