using System.Text;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline.Lanes;

/// <summary>Writes a lane's state into the partition of the state topic with the lane's own number.</summary>
/// <remarks>The number is written explicitly: partitioners differ between clients.</remarks>
/// <param name="writer">In its transaction.</param>
/// <param name="topic">The state topic.</param>
/// <param name="partition">The lane's partition.</param>
/// <param name="next">The position that the transaction commits, which its first record carries; null
/// where a later look at the group's position would not tell whether the transaction was committed.</param>
internal sealed class LaneStateWriter(ITransactionalWriter writer, string topic, int partition, long? next = null)
    : IStateWriter
{
    private long? _next = next;

    public void Write(byte[] key, byte[] value) => WriteRecord(key, value);

    /// <summary>Writes one of the library's own records.</summary>
    public void Write(string key, byte[] value) => Write(Encoding.UTF8.GetBytes(key), value);

    /// <summary>Deletes one of the library's own records.</summary>
    public void Delete(string key) => WriteRecord(Encoding.UTF8.GetBytes(key), null);

    private void WriteRecord(byte[] key, byte[]? value)
    {
        writer.Write(new TransactionRecord(topic, partition, key, value, []) { Next = _next });
        _next = null;
    }
}
