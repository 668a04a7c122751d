namespace OrderPipeline.AggregationConsumer.Reporting;

/// <summary>What a run shows while it runs.</summary>
internal enum OutputMode
{
    /// <summary>A line for an order, sampled.</summary>
    Lines,

    /// <summary>A table of averages.</summary>
    Live,

    /// <summary>Nothing about single orders.</summary>
    Quiet,
}
