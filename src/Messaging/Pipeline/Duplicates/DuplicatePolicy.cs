using OrderPipeline.Messaging.Handling;

namespace OrderPipeline.Messaging.Pipeline.Duplicates;

/// <summary>What becomes of a good record whose identity was taken shortly before.</summary>
/// <param name="Window">How many records of the partition, good or not, are looked back at; from 1.</param>
/// <param name="Identity">Says what a record is known by.</param>
/// <param name="Failure">Why a duplicate is a dead letter; one that never passes.</param>
public sealed record DuplicatePolicy(int Window, IRecordIdentity Identity, Failure Failure);
