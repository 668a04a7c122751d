using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.Producing;

namespace Messaging.Tests.Producing;

/// <summary>
/// A producer whose outcomes a test decides; every poll moves the test's clock, so that back-offs pass.
/// </summary>
internal sealed class FakeRecordProducer(Func<SentRecord, Outcome> decide, Action onIdle) : IRecordProducer
{
    private readonly Queue<(SentRecord Record, nint Tag, Outcome Outcome)> _reports = new();

    /// <summary>All that was handed over and not refused at once.</summary>
    public List<SentRecord> Sent { get; } = [];

    /// <summary>Refuses this many records with a full queue first.</summary>
    public int FullFor { get; set; }

    public int InFlight => _reports.Count;

    public string? FatalError { get; set; }

    public string? LastError => "broker 1: Connection refused";

    public ErrorCode TryProduce(in OutgoingRecord record, nint tag)
    {
        if (FullFor > 0)
        {
            FullFor--;
            return ErrorCode.Local_QueueFull;
        }

        var headers = record.Headers?.ToDictionary(
            header => header.Key, header => Encoding.UTF8.GetString(header.Value!)) ?? [];
        var sent = new SentRecord(
            record.Topic, record.HasKey ? Encoding.UTF8.GetString(record.Key) : null, record.Value.ToArray(), headers);
        var outcome = decide(sent);
        if (outcome.IsRefusedAtOnce) return outcome.Error;
        Sent.Add(sent);
        _reports.Enqueue((sent, tag, outcome));
        return ErrorCode.NoError;
    }

    public int Poll(TimeSpan timeout, IDeliverySink sink)
    {
        if (_reports.Count == 0) onIdle();
        var count = 0;
        for (; _reports.TryDequeue(out var report); count++)
        {
            sink.OnReport(new DeliveryReport
            {
                Tag = report.Tag,
                Partition = 0,
                Offset = report.Outcome.Error == ErrorCode.NoError ? Sent.Count : -1001,
                Error = report.Outcome.Error,
                Persistence = report.Outcome.Persistence,
                HasKey = report.Record.Key is not null,
                Key = Encoding.UTF8.GetBytes(report.Record.Key ?? ""),
                Value = report.Record.Value,
                LatencyMicros = 1_000,
            });
        }

        return count;
    }

    public void Wake()
    {
    }

    public void Purge()
    {
    }
}
