using System.Runtime.InteropServices;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Native;

namespace AggregationConsumer.Tests.Fakes;

/// <summary>Values in native memory, as the client hands out a batch; each reading gives new offsets.</summary>
internal sealed unsafe class ANativeBatch : IDisposable
{
    private readonly NativeMessage* _messages;
    private readonly int _count;
    private readonly int _partitions;
    private long _read;

    public ANativeBatch(IReadOnlyList<byte[]> values, int partitions)
    {
        _count = values.Count;
        _partitions = partitions;
        _messages = (NativeMessage*)NativeMemory.AllocZeroed((nuint)_count, (nuint)sizeof(NativeMessage));
        for (var index = 0; index < _count; index++)
        {
            var value = NativeMemory.Alloc((nuint)values[index].Length);
            values[index].CopyTo(new Span<byte>(value, values[index].Length));
            _messages[index].Value = (byte*)value;
            _messages[index].ValueLength = (nuint)values[index].Length;
        }
    }

    /// <summary>Hands out every value once, to the partitions in turn.</summary>
    public void Read<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        for (var index = 0; index < _count; index++, _read++)
        {
            var message = &_messages[index];
            message->Partition = (int)(_read % _partitions);
            message->Offset = _read / _partitions;
            visitor.Visit(new RecordView("orders", message));
        }
    }

    public void Dispose()
    {
        for (var index = 0; index < _count; index++) NativeMemory.Free(_messages[index].Value);
        NativeMemory.Free(_messages);
    }
}
