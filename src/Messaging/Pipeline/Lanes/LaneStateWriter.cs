using System.Text;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>Writes a lane's state into the partition of the state topic with the lane's own number.</summary>
/// <remarks>The number is written explicitly: partitioners differ between clients.</remarks>
internal sealed class LaneStateWriter(ITransactionalWriter writer, string topic, int partition) : IStateWriter
{
    public void Write(byte[] key, byte[] value) =>
        writer.Write(new TransactionRecord(topic, partition, key, value, []));

    /// <summary>Writes one of the library's own records.</summary>
    public void Write(string key, byte[] value) => Write(Encoding.UTF8.GetBytes(key), value);

    /// <summary>Deletes one of the library's own records.</summary>
    public void Delete(string key) =>
        writer.Write(new TransactionRecord(topic, partition, Encoding.UTF8.GetBytes(key), null, []));
}
