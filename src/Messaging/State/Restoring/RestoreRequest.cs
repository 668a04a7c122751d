namespace OrderPipeline.Messaging.State.Restoring;

/// <summary>Asks for one partition's state; void once its lane's epoch was raised.</summary>
internal sealed record RestoreRequest(int Partition, int LaneEpoch, CancellationToken Cancellation)
{
    /// <summary>True where only the library's own records are looked for, and no state is made.</summary>
    public bool IsLook { get; init; }

    /// <summary>The first offset of the state partition that is of interest; null for all.</summary>
    public long? From { get; init; }
}
