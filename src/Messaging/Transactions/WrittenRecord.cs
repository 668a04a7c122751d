using OrderPipeline.Messaging.DeadLetters;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>What is remembered of a record once it is handed over: what it was, without its bytes.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its partition, or <see cref="TransactionRecord.AnyPartition"/>.</param>
/// <param name="Origin">Where the record that this dead letter tells of stands, or null for state.</param>
/// <param name="Rung">How much of the dead letter is in it.</param>
internal readonly record struct WrittenRecord(
    string Topic, int Partition, (int Partition, long Offset)? Origin, DeadLetterRung Rung);
