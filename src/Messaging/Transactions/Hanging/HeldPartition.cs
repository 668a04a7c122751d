namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>A partition that holds records which no marker has decided yet.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its number.</param>
/// <param name="From">The offset of the first such record: the last stable offset.</param>
internal readonly record struct HeldPartition(string Topic, int Partition, long From);
