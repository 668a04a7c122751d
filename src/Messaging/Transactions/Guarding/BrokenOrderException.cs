namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>A transaction's calls came in an order that could cost data: a bug of this program, which ends.</summary>
internal sealed class BrokenOrderException(string message) : Exception(message);
