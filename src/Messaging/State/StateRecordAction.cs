using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.State;

/// <summary>Takes one committed record; the view dies with the call.</summary>
public delegate void StateRecordAction(in RecordView record);
