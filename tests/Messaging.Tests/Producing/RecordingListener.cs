using System.Text;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Producing.Retrying;

namespace Messaging.Tests.Producing;

internal sealed class RecordingListener : IPublisherListener
{
    public List<string> Told { get; } = [];

    public List<UnsentRecord> Unsent { get; } = [];

    public void OnDelivered(in DeliveryReport report) => Told.Add("delivered " + Encoding.UTF8.GetString(report.Key));

    public void OnRetry(UnsentRecord record, int attempt) => Told.Add($"retry {attempt}");

    public void OnDeadLettered(UnsentRecord record, int partition, long offset) => Tell("dead letter", record);

    public void OnNotAccepted(UnsentRecord record) => Tell("not accepted", record);

    private void Tell(string what, UnsentRecord record)
    {
        Told.Add(what);
        Unsent.Add(record);
    }
}
