namespace OrderPipeline.Producer.Source;

/// <summary>What a source has to give at the moment.</summary>
internal enum SourceStatus
{
    /// <summary>The next order.</summary>
    Order = 0,

    /// <summary>Something that is no valid order: it becomes a dead letter.</summary>
    BadLine,

    /// <summary>Nothing yet; the source says when to ask again.</summary>
    Waiting,

    /// <summary>Nothing more.</summary>
    End,
}
