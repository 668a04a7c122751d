namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>What a lane does with records that arrive.</summary>
internal enum LaneStatus
{
    /// <summary>Drops them: its state is being restored, and it will seek then.</summary>
    Restoring,

    /// <summary>Handles them.</summary>
    Running,

    /// <summary>Drops them: it is full or waits for something, and will seek back to the first it refused.</summary>
    Holding,

    /// <summary>Drops them: its breaker stopped the partition, and a person can let it go on.</summary>
    Tripped,

    /// <summary>Drops them: the partition cannot go on.</summary>
    Stopped,
}
