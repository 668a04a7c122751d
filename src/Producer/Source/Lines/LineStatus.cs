namespace OrderPipeline.Producer.Source.Lines;

/// <summary>What a reader of lines has at the moment.</summary>
internal enum LineStatus
{
    /// <summary>The next line.</summary>
    Line = 0,

    /// <summary>A line over the limit has ended; its length and hash are known.</summary>
    TooLong,

    /// <summary>The stream has nothing yet.</summary>
    Waiting,

    /// <summary>The stream has ended.</summary>
    End,
}
