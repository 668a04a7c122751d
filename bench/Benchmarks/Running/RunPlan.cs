using OrderPipeline.AggregationConsumer.Averages;
using OrderPipeline.Messaging.Handling;
using OrderPipeline.Messaging.Pipeline;

namespace Benchmarks.Running;

/// <summary>What a running pipeline reads and writes, and as whom.</summary>
internal sealed record RunPlan
{
    public required string Input { get; init; }

    public required string State { get; init; }

    public required string Group { get; init; }

    public string Instance { get; init; } = "bench";

    /// <summary>Handles every order where it is set; else the program's own handler does, in place.</summary>
    public IAsyncRecordHandler<AveragedOrder>? LaterHandler { get; init; }

    public int MaxInFlight { get; init; } = 10_000;

    /// <summary>Sees the progress after each turn of the pipeline, on its thread.</summary>
    public Action<IReadOnlyList<LaneProgress>>? OnTurn { get; init; }
}
