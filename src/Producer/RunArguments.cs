using OrderPipeline.Producer.Source.Random;

namespace OrderPipeline.Producer;

/// <summary>What <c>run</c> was asked to do.</summary>
internal sealed record RunArguments
{
    public static readonly IReadOnlyList<string> DefaultProducts = ["Item1", "Item2", "Item3", "Item4", "Item5"];

    /// <summary>Orders to take from the source; null: all, or without end.</summary>
    public long? Count { get; init; }

    /// <summary>Orders a second; null: as fast as it goes.</summary>
    public double? Rate { get; init; }

    public ulong? Seed { get; init; }

    public IReadOnlyList<string> Products { get; init; } = DefaultProducts;

    public PriceRange Prices { get; init; } = PriceRange.Default;

    /// <summary>A file of JSON lines, or <c>-</c>; null: random orders.</summary>
    public string? Input { get; init; }

    /// <summary>The summary as one JSON object, and nothing else on standard output.</summary>
    public bool IsJson { get; init; }

    /// <summary>No line per order.</summary>
    public bool IsQuiet { get; init; }
}
