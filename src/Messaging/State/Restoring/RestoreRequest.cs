namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>Asks for one partition's state; void once its lane's epoch was raised.</summary>
internal sealed record RestoreRequest(int Partition, int LaneEpoch, CancellationToken Cancellation);
