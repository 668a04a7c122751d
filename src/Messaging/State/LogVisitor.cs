using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.State;

/// <summary>Hands what a poll brings to the progress of one reading.</summary>
internal readonly struct LogVisitor(LogProgress progress) : IRecordVisitor
{
    public void Visit(in RecordView record) => progress.Add(record);

    public void VisitEnd(int partition, long offset) => progress.AddEnd(partition, offset);

    public void VisitError(int partition, ErrorCode code, string reason) => progress.AddError(partition, code, reason);
}
