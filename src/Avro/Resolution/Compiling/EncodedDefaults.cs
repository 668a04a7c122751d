using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>The encoded defaults of one plan, each made once, and bounded together: a short schema can stand for
/// gigabytes of them.</summary>
internal sealed class EncodedDefaults
{
    /// <summary>Bytes of all defaults of a plan; one has at most a mebibyte.</summary>
    internal const int MaxBytes = 16 << 20;

    private readonly Dictionary<RecordField, byte[]?> _known = [];
    private long _bytesLeft = MaxBytes;
    private int _valuesLeft = 4 * DefaultEncoder.MaxValues;

    /// <summary>The default's encoding; null where there is none that fits its type and the limits.</summary>
    internal byte[]? Of(RecordField field)
    {
        if (_known.TryGetValue(field, out var encoded))
            return encoded;
        if (field.HasDefault && _bytesLeft >= 0 && _valuesLeft > 0)
            encoded = DefaultEncoder.TryEncode(field, ref _valuesLeft);
        if (encoded is not null && (_bytesLeft -= encoded.Length) < 0)
            encoded = null;
        _known.Add(field, encoded);
        return encoded;
    }
}
