namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>What a look for hanging transactions came to.</summary>
internal enum LookResult
{
    /// <summary>There are none.</summary>
    Clean,

    /// <summary>There were some, which are ended as far as this instance may.</summary>
    Ended,

    /// <summary>Some partition could not be asked, or none: there may be some.</summary>
    Unknown,
}
