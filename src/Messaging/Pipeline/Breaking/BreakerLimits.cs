namespace OrderPipeline.Messaging.Pipeline.Breaking;

/// <summary>How many dead letters stop a partition until a person lets it go on; off where nothing is set.</summary>
public sealed record BreakerLimits
{
    /// <summary>Dead letters in a row; the one that makes it so many is not written. 0: no such limit.</summary>
    public int Consecutive { get; init; }

    /// <summary>Share of dead letters among the last <see cref="Window"/> records, above 0 to 1. 0: no such
    /// limit. Records that are not there yet count as good.</summary>
    public double Ratio { get; init; }

    /// <summary>Records that the share is taken of.</summary>
    public int Window { get; init; } = 1_000;

    /// <summary>Whether anything can trip it.</summary>
    public bool IsOn => Consecutive > 0 || Ratio > 0;
}
