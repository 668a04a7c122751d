namespace OrderPipeline.Messaging.State;

/// <summary>Takes the records that a partition's state writes in a transaction.</summary>
public interface IStateWriter
{
    /// <summary>Writes one record; the arrays belong to the writer from then on.</summary>
    void Write(byte[] key, byte[] value);
}
