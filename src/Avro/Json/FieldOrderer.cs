using System.Buffers;
using OrderPipeline.Avro.Resolution.Compiling;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Json;

/// <summary>
/// Brings a record's encoded fields from the order of a JSON text into that of the schema, once they are all there.
/// </summary>
internal struct FieldOrderer : IDisposable
{
    private readonly RecordSchema _record;
    private readonly int _start;
    private readonly int[] _ends; // by position, in bytes behind the start; 0 for a field that has not come
    private readonly int[] _starts;
    private int _current;
    private int _count;
    private bool _isInOrder = true;

    internal FieldOrderer(RecordSchema record, ref AvroWriter destination)
    {
        _record = record;
        _start = destination.Written;
        var count = record.FieldArray.Length;
        _starts = ArrayPool<int>.Shared.Rent(count);
        _ends = ArrayPool<int>.Shared.Rent(count);
        _starts.AsSpan(0, count).Fill(-1);
    }

    /// <summary>False where the field was there before.</summary>
    internal bool TryBegin(int position, ref AvroWriter destination)
    {
        if (_starts[position] >= 0)
            return false;
        _isInOrder &= position == _count;
        _count++;
        _current = position;
        _starts[position] = destination.Written - _start;
        return true;
    }

    internal readonly void End(ref AvroWriter destination) => _ends[_current] = destination.Written - _start;

    /// <summary>Adds defaults and puts the fields into order.</summary>
    /// <param name="destination">Holds the fields.</param>
    /// <param name="valuesLeft">How many values defaults may still add.</param>
    /// <returns>A field that is missing and has no default of use, else null.</returns>
    internal string? Finish(ref AvroWriter destination, ref int valuesLeft)
    {
        foreach (var field in _record.FieldArray)
        {
            if (_starts[field.Position] >= 0)
                continue;
            _ = TryBegin(field.Position, ref destination);
            if (!field.HasDefault || !DefaultEncoder.TryWrite(field, ref destination, ref valuesLeft))
                return field.Name;
            End(ref destination);
        }

        if (_isInOrder || destination.Error != AvroErrorCode.None)
            return null;
        var encoded = destination.Since(_start);
        var unordered = ArrayPool<byte>.Shared.Rent(encoded.Length);
        encoded.CopyTo(unordered);
        var written = 0;
        for (var i = 0; i < _count; i++)
        {
            var field = unordered.AsSpan(_starts[i].._ends[i]);
            field.CopyTo(encoded[written..]);
            written += field.Length;
        }

        ArrayPool<byte>.Shared.Return(unordered);
        return null;
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_ends);
    }
}
