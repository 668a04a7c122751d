using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Goes through the objects of a block, and no further than its bytes justify.</summary>
internal sealed class BlockCursor(AvroSchema schema, long emptyObjects)
{
    private ReadOnlyMemory<byte> _data;
    private AvroReaderMark _mark;
    private long _emptyObjectsLeft = emptyObjects;

    /// <summary>Objects that the block claims and that were not read yet.</summary>
    internal long ObjectsLeft { get; private set; }

    internal ReadOnlyMemory<byte> Data => _data;

    internal void Clear() => (ObjectsLeft, _data, _mark) = (0, default, default);

    /// <summary>Begins a block; what its count says must fit its bytes.</summary>
    internal AvroStatus Begin(long count, ReadOnlyMemory<byte> data)
    {
        Clear();
        _emptyObjectsLeft += data.Length;
        var least = schema.MinEncodedBytes;
        if (least > 0 && count > data.Length / least)
            return new AvroStatus(AvroErrorCode.EndOfData, 0, null);
        if (count > data.Length + _emptyObjectsLeft)
            return new AvroStatus(AvroErrorCode.TooManyItems, 0, null);
        (ObjectsLeft, _data, _mark) = (count, data, new AvroReader(data.Span).Mark());
        return AvroStatus.Ok;
    }

    /// <summary>A reader at the next object.</summary>
    internal AvroReader Open()
    {
        // All objects of a block share what items without bytes they may have.
        var reader = new AvroReader(_data.Span);
        reader.Reset(_mark);
        return reader;
    }

    /// <summary>Takes note of an object that was read well.</summary>
    internal AvroStatus Close(in AvroReader reader)
    {
        if (reader.Position == _mark.Position && --_emptyObjectsLeft < 0)
            return new AvroStatus(AvroErrorCode.TooManyItems, _mark.Position, null);
        _mark = reader.Mark();
        ObjectsLeft--;
        return AvroStatus.Ok;
    }

    /// <summary>Whether the block's bytes end with its last object.</summary>
    internal AvroStatus CheckEnd() =>
        _mark.Position == _data.Length ? AvroStatus.Ok : new(AvroErrorCode.TrailingBytes, _mark.Position, null);
}
