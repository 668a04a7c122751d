namespace OrderPipeline.Messaging.Transactions;

/// <summary>How much a transactional producer puts into one batch; brokers refuse too large ones as a whole.</summary>
internal enum BatchLimit
{
    /// <summary>As the settings say.</summary>
    Usual,

    /// <summary>16 KiB, below nearly every topic's limit.</summary>
    Small,

    /// <summary>One record: what is refused is to blame.</summary>
    OneRecord,
}
