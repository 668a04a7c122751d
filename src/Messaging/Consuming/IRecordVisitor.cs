namespace OrderPipeline.Messaging.Consuming;

/// <summary>Takes what one poll brings, in the order in which the client gives it.</summary>
internal interface IRecordVisitor
{
    /// <summary>One record; the view dies with the call.</summary>
    void Visit(in RecordView record);

    /// <summary>The position reached the partition's end, markers of transactions included.</summary>
    void VisitEnd(int partition, long offset);

    /// <summary>The client reports an error of one partition, or of the whole topic (partition −1).</summary>
    void VisitError(int partition, Confluent.Kafka.ErrorCode code, string reason);
}
