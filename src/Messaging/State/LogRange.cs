namespace OrderPipeline.Messaging.State;

/// <summary>A partition that is being read: its bounds, and how far the reading is.</summary>
internal sealed class LogRange(int partition, long first, long end, long start, long? limit = null)
{
    public int Partition { get; } = partition;

    public long First { get; } = first;

    public long End { get; } = end;

    /// <summary>Where the reading ends: the log's end, or before it.</summary>
    public long Target { get; } = Math.Min(end, limit ?? end);

    /// <summary>The next offset to read.</summary>
    public long Reached { get; set; } = start;

    public bool IsDone => Reached >= Target;
}
