namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>What a look for hanging transactions came to.</summary>
internal enum LookResult
{
    /// <summary>There are none any more, as far as this instance may end them.</summary>
    Clean,

    /// <summary>Some partition could not be asked, or none: there may be some.</summary>
    Unknown,
}
