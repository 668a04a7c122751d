namespace OrderPipeline.Contracts.Topics;

/// <summary>The names that topics have where no setting says otherwise.</summary>
public static class TopicNames
{
    /// <summary>The orders; key: the order id.</summary>
    public const string Orders = "orders";

    /// <summary>What could not be sent or processed; key: the original one.</summary>
    public const string DeadLetters = "orders.DLQ";

    /// <summary>Averages and ledgers, compacted; partition p holds what partition p of the orders gave.</summary>
    public const string Averages = "orders.averages";

    /// <summary>What people decided about dead letters, compacted.</summary>
    public const string Redrives = "orders.redrives";

    /// <summary>Key of the ledger among the averages; why no product may begin with <c>$</c>.</summary>
    public const string LedgerKey = "$ledger";
}
