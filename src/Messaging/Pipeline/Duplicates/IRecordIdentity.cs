using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Pipeline.Duplicates;

/// <summary>Says what a record is known by, so that a second one of the same identity is found.</summary>
public interface IRecordIdentity
{
    /// <summary>128 bits of a hash that stays the same over processes and versions; 0 where it has none.</summary>
    /// <param name="record">A record that its handler has taken as good; its spans die with the call.</param>
    /// <remarks>Called on the pipeline's thread; it MUST NOT wait or throw.</remarks>
    UInt128 Identify(in RecordView record);
}
