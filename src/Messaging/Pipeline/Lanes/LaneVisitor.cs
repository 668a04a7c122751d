using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>Hands what a poll brings to the pipeline; a struct, so that the calls are direct.</summary>
internal readonly struct LaneVisitor<TResult>(RecordIntake<TResult> intake, Action<int, ErrorCode, string> onError)
    : IRecordVisitor
{
    public void Visit(in RecordView record) => intake.Accept(record);

    public void VisitEnd(int partition, long offset) => intake.AcceptEnd(partition, offset);

    public void VisitError(int partition, ErrorCode code, string reason) => onError(partition, code, reason);
}
