using OrderPipeline.Messaging.Pipeline;

namespace Benchmarks.Committing;

/// <summary>How one run of the pipeline commits, and which stretch of it is measured.</summary>
internal sealed record CommitPlan
{
    /// <summary>In transactions, or at least once.</summary>
    public required bool IsExactlyOnce { get; init; }

    /// <summary>Records of one poll; with an interval of zero each poll is committed by itself.</summary>
    public required int BatchSize { get; init; }

    /// <summary>As <c>Consumer:CommitInterval</c>.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Records that are handled while a commit runs.</summary>
    public int AheadOfCommit { get; init; } = PipelineOptions.UsualAheadOfCommit;

    /// <summary>Measured from this many committed records on.</summary>
    public long From { get; init; }

    /// <summary>Measured up to this many committed records.</summary>
    public required long To { get; init; }
}
