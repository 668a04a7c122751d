using System.Text;
using System.Text.Unicode;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Files.Format;

/// <summary>Reads a file's header token by token, so that it never waits for a byte behind it.</summary>
internal sealed class HeaderReader(FileInput input, int maxBytes)
{
    /// <summary>Entries at most: each costs far more memory than the few bytes it may have.</summary>
    internal const int MaxEntries = 10_000;

    private readonly Dictionary<string, byte[]> _metadata = new(StringComparer.Ordinal);
    private Part _part;
    private long _entriesLeft;
    private string _key = "";

    private enum Part
    {
        Magic,
        BlockCount,
        BlockSize,
        Key,
        Value,
        SyncMarker,
        Done,
    }

    internal AvroFileHeader? Header { get; private set; }

    /// <summary>Goes as far as the input's bytes reach; 0 at the header's end, else the bytes it needs.</summary>
    /// <exception cref="AvroFileException">This is no header of a container file.</exception>
    internal int Advance()
    {
        while (_part != Part.Done)
        {
            var data = input.Available.Span;
            if (!TryStep(data, out var used, out var needed))
            {
                if (!input.IsAtEnd)
                {
                    if (needed > maxBytes - input.Offset)
                        throw FileFault.At(AvroErrorCode.BlockTooLarge, input.Offset, TooLarge());
                    return (int)needed;
                }

                throw Truncated(data);
            }

            input.Consume(used);
            if (input.Offset > maxBytes)
                throw FileFault.At(AvroErrorCode.BlockTooLarge, input.Offset, TooLarge());
        }

        return 0;
    }

    private string TooLarge() => $"the header has more than {maxBytes} bytes, the limit";

    private AvroFileException Truncated(ReadOnlySpan<byte> data)
    {
        var isMagic = _part != Part.Magic || AvroFileHeader.Magic.StartsWith(data);
        return isMagic
            ? FileFault.At(AvroErrorCode.EndOfData, input.Offset, "the file ends within its header")
            : NoMagic();
    }

    private static AvroFileException NoMagic() => FileFault.At(
        AvroErrorCode.BadMagic, 0, "this is no Avro container file: it does not begin with 'Obj' and 1");

    private bool TryStep(ReadOnlySpan<byte> data, out int used, out long needed)
    {
        long number;
        switch (_part)
        {
            case Part.Magic:
                (used, needed) = (AvroFileHeader.Magic.Length, AvroFileHeader.Magic.Length);
                if (!data.StartsWith(AvroFileHeader.Magic[..Math.Min(data.Length, used)]))
                    throw NoMagic();
                return data.Length >= used && Next(Part.BlockCount);
            case Part.BlockCount:
                if (!TryReadLong(data, out number, out used, out needed))
                    return false;
                return number == 0 ? Next(Part.SyncMarker) : BeginBlock(number);
            case Part.BlockSize:
                // The entries tell where the block ends; its size is for those who skip it.
                return TryReadLong(data, out number, out used, out needed) && Next(Part.Key);
            case Part.Key:
                if (!TryReadBytes(data, out var key, out used, out needed))
                    return false;
                _key = TextOf(key, "a metadata key");
                return Next(Part.Value);
            case Part.Value:
                return TryReadBytes(data, out var value, out used, out needed) && Add(value);
            default:
                (used, needed) = (AvroFileHeader.SyncMarkerSize, AvroFileHeader.SyncMarkerSize);
                return data.Length >= used && Finish(data[..used]);
        }
    }

    private bool Next(Part part)
    {
        _part = part;
        return true;
    }

    private bool BeginBlock(long count)
    {
        _entriesLeft = count < 0 ? unchecked(-count) : count;
        if (_entriesLeft < 0 || _entriesLeft > MaxEntries - _metadata.Count)
            throw Bad($"the header claims more than {MaxEntries} metadata entries", AvroErrorCode.TooManyItems);
        return Next(count < 0 ? Part.BlockSize : Part.Key);
    }

    private bool Add(ReadOnlySpan<byte> value)
    {
        if (!_metadata.TryAdd(_key, value.ToArray()))
            throw Bad($"the metadata key {NameRules.Quoted(_key)} stands in the header twice");
        return Next(--_entriesLeft == 0 ? Part.BlockCount : Part.Key);
    }

    private bool Finish(ReadOnlySpan<byte> syncMarker)
    {
        if (!_metadata.TryGetValue(AvroFileHeader.SchemaKey, out var schemaBytes))
            throw Bad("the header has no schema: the entry avro.schema is missing");
        var json = TextOf(schemaBytes, "the schema");
        Header = new AvroFileHeader(Parse(json), json, ReadCodec(), _metadata, syncMarker.ToArray());
        return Next(Part.Done);
    }

    private AvroSchema Parse(string json)
    {
        try
        {
            // Nobody needs the defaults of a writer's schema, so a wrong one is no reason to refuse the file.
            return new AvroSchemaParser { ChecksDefaults = false }.Parse(json);
        }
        catch (AvroSchemaException cause)
        {
            throw Bad($"the schema in the header is not valid: {cause.Message}", cause);
        }
    }

    private AvroFileCodec ReadCodec()
    {
        if (!_metadata.TryGetValue(AvroFileHeader.CodecKey, out var bytes))
            return AvroFileCodec.Null;
        var name = TextOf(bytes, "the codec's name");
        foreach (var codec in Enum.GetValues<AvroFileCodec>())
        {
            if (string.Equals(name, AvroFileHeader.NameOf(codec), StringComparison.Ordinal))
                return codec;
        }

        throw FileFault.At(
            AvroErrorCode.UnknownCodec,
            input.Offset,
            $"the file's codec is {NameRules.Quoted(name)}; null and deflate are known here");
    }

    private string TextOf(ReadOnlySpan<byte> bytes, string what) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Bad($"{what} is not UTF-8");

    private bool TryReadBytes(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> bytes, out int used, out long needed)
    {
        bytes = default;
        if (!TryReadLong(data, out var length, out used, out needed))
            return false;
        if (length < 0)
            throw Bad("a length in the header is below zero", AvroErrorCode.NegativeLength);
        needed = length > int.MaxValue ? length : used + length;
        if (needed > data.Length)
            return false;
        bytes = data.Slice(used, (int)length);
        used += (int)length;
        return true;
    }

    private bool TryReadLong(ReadOnlySpan<byte> data, out long value, out int used, out long needed)
    {
        var error = VarintDecoder.Read(data, 10, out var raw, out used);
        (value, needed) = ((long)(raw >> 1) ^ -(long)(raw & 1), data.Length + 1);
        return error switch
        {
            AvroErrorCode.None => true,
            AvroErrorCode.EndOfData => false,
            _ => throw Bad("a number in the header has more than 64 bits", error),
        };
    }

    private AvroFileException Bad(string words, Exception? cause = null) =>
        FileFault.At(AvroErrorCode.BadHeader, input.Offset, words, cause);

    private AvroFileException Bad(string words, AvroErrorCode code) => FileFault.At(code, input.Offset, words);
}
