using System.Diagnostics.CodeAnalysis;
using OrderPipeline.Avro.Resolution;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Makes records of a block's objects, by schema resolution where the schemas differ.</summary>
/// <typeparam name="T">The generated class of the record.</typeparam>
internal sealed class ObjectDecoder<T> : IDisposable
    where T : IAvroRecord<T>
{
    private const int FirstBytes = 1024;

    private readonly AvroBlockReader _blocks;
    private readonly AvroResolver? _resolver;
    private readonly int _maxBytes;
    private readonly PooledBytes _resolved = new(FirstBytes);

    internal ObjectDecoder(AvroBlockReader blocks, int maxBytes)
    {
        _blocks = blocks;
        _maxBytes = maxBytes;
        var resolver = AvroResolver.Compile(blocks.Schema, T.Schema);
        _resolver = resolver.IsIdentity ? null : resolver;
    }

    internal bool TryRead([MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!_blocks.TryOpenObject(out var reader))
            return false;
        var status = _resolver is null ? T.TryRead(ref reader, out value) : TryResolve(ref reader, out value);
        if (!status.IsOk)
            return _blocks.Damaged(status);
        return _blocks.TryCloseObject(reader);
    }

    public void Dispose() => _resolved.Dispose();

    private AvroStatus TryResolve(ref AvroReader reader, out T? value)
    {
        value = default;
        var start = reader.Position;
        if (!AvroSkipper.TrySkip(ref reader, _blocks.Schema))
            return reader.Status();

        // All of it is checked now, its text too.
        var source = reader.ReadSince(start);
        while (true)
        {
            var writer = new AvroWriter(_resolved.Room);
            var status = _resolver!.TryResolve(source, ref writer, checksText: false, out _);
            if (writer.Overflowed && _resolved.Room.Length < _maxBytes)
            {
                _resolved.Grow(_maxBytes);
                continue;
            }

            if (writer.Overflowed)
                status = new AvroStatus(AvroErrorCode.BlockTooLarge, 0, null);
            if (!status.IsOk)
                return status.Behind(start);
            var resolved = new AvroReader(_resolved.Room[..writer.Written]);
            status = T.TryRead(ref resolved, out value);
            return status.IsOk ? status : status.Behind(start - status.Offset);
        }
    }
}
