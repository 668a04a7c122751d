namespace OrderPipeline.Contracts.Topics;

/// <summary>
/// Names of the headers that are about orders; those of dead letters belong to the messaging library.
/// </summary>
public static class HeaderNames
{
    /// <summary>
    /// On an order that was sent again after an outcome nobody knows: it may be in its topic twice.
    /// </summary>
    public const string OrderRetried = "order.retried";
}
