using System.Globalization;
using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Encodes a field's default, once, when a plan is compiled.</summary>
internal ref struct DefaultEncoder
{
    internal const string Misfit = "the reader's default does not fit its type, or is larger than the limits";

    /// <summary>
    /// Values of one default, those of the defaults within it included: they may double at each level.
    /// </summary>
    internal const int MaxValues = 1 << 20;

    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 256;

    private AvroWriter _writer;
    private int _valuesLeft;
    private Dictionary<(AvroSchema Branch, SchemaNode Value), bool>? _fits;

    /// <summary>The default's encoding, or null where there is none.</summary>
    /// <param name="field">It has a default.</param>
    /// <param name="valuesLeft">How many values the defaults of a plan may still have.</param>
    internal static byte[]? TryEncode(RecordField field, ref int valuesLeft)
    {
        for (var size = 256; size <= MaxBytes; size *= 4)
        {
            var buffer = new byte[size];
            var most = Math.Min(MaxValues, valuesLeft);
            var encoder = new DefaultEncoder { _writer = new AvroWriter(buffer), _valuesLeft = most };
            var isWritten = encoder.TryWrite(field.Schema, field.DefaultNode!, MaxDepth);
            valuesLeft -= most - Math.Max(0, encoder._valuesLeft);
            if (!isWritten)
                return null;
            if (encoder._writer.Error == AvroErrorCode.None)
                return buffer[..encoder._writer.Written];
            if (!encoder._writer.Overflowed)
                return null;
        }

        return null;
    }

    /// <summary>Writes the default; where there is no room for it, the writer says so.</summary>
    /// <param name="field">It has a default.</param>
    /// <param name="destination">Takes the encoding.</param>
    /// <param name="valuesLeft">How many values defaults may still have.</param>
    internal static bool TryWrite(RecordField field, ref AvroWriter destination, ref int valuesLeft)
    {
        var encoder = new DefaultEncoder { _writer = destination, _valuesLeft = valuesLeft };
        var isWritten = encoder.TryWrite(field.Schema, field.DefaultNode!, MaxDepth);
        destination = encoder._writer;
        valuesLeft = encoder._valuesLeft;
        return isWritten;
    }

    /// <summary>False where the default fits its type no better than a schema that was not checked lets it.</summary>
    private bool TryWrite(AvroSchema schema, SchemaNode value, int depth)
    {
        if (--_valuesLeft < 0 || depth == 0)
            return false;
        switch (schema)
        {
            case RecordSchema record:
                return value.Kind == JsonValueKind.Object && TryWriteRecord(record, value, depth);
            case ArraySchema array:
                return value.Kind == JsonValueKind.Array && TryWriteItems(array.Items, value, false, depth);
            case MapSchema map:
                return value.Kind == JsonValueKind.Object && TryWriteItems(map.Values, value, true, depth);
            case UnionSchema union:
                return TryWriteUnion(union, value, depth);
            case EnumSchema symbols:
                var index = symbols.IndexOf(value.Value);
                _writer.WriteEnum(index);
                return index >= 0;
            case FixedSchema bytes:
                return value.Value.Length == bytes.Size
                    && TryGetBytes(value, out var fixedBytes)
                    && WriteRaw(fixedBytes);
            default:
                return TryWritePrimitive(schema.Type, value);
        }
    }

    private bool TryWriteRecord(RecordSchema record, SchemaNode value, int depth)
    {
        foreach (var field in record.FieldArray)
        {
            if ((value.Find(field.Name) ?? field.DefaultNode) is not { } given
                || !TryWrite(field.Schema, given, depth - 1))
                return false;
        }

        return true;
    }

    private bool TryWriteItems(AvroSchema schema, SchemaNode values, bool hasKeys, int depth)
    {
        if (values.Children.Count > 0)
            _writer.WriteBlockCount(values.Children.Count);
        foreach (var value in values.Children)
        {
            if (hasKeys)
                _writer.WriteString(value.Name);
            if (!TryWrite(schema, value, depth - 1))
                return false;
        }

        _writer.WriteBlockEnd();
        return true;
    }

    private bool TryWriteUnion(UnionSchema union, SchemaNode value, int depth)
    {
        for (var i = 0; i < union.BranchArray.Length; i++)
        {
            if (!Fits(union.BranchArray[i], value))
                continue;
            _writer.WriteUnionIndex(i);
            return TryWrite(union.BranchArray[i], value, depth - 1);
        }

        return false;
    }

    private bool Fits(AvroSchema branch, SchemaNode value)
    {
        _fits ??= [];
        if (_fits.TryGetValue((branch, value), out var fits))
            return fits;
        try
        {
            fits = DefaultChecker.Fits(branch, value);
        }
        catch (AvroSchemaException)
        {
            // Defaults without end, in a schema that was not checked.
        }

        _fits.Add((branch, value), fits);
        return fits;
    }

    private bool TryWritePrimitive(AvroType type, SchemaNode value)
    {
        var raw = value.Kind == JsonValueKind.Number ? value.RawText() : "";
        var culture = CultureInfo.InvariantCulture;
        switch (type)
        {
            case AvroType.Null:
                return value.Kind == JsonValueKind.Null;
            case AvroType.Boolean:
                _writer.WriteBoolean(value.Kind == JsonValueKind.True);
                return value.Kind is JsonValueKind.True or JsonValueKind.False;
            case AvroType.Int when int.TryParse(raw, NumberStyles.AllowLeadingSign, culture, out var number):
                _writer.WriteInt(number);
                return true;
            case AvroType.Long when long.TryParse(raw, NumberStyles.AllowLeadingSign, culture, out var number):
                _writer.WriteLong(number);
                return true;
            case AvroType.Float when float.TryParse(raw, NumberStyles.Float, culture, out var number):
                _writer.WriteFloat(number);
                return true;
            case AvroType.Double when double.TryParse(raw, NumberStyles.Float, culture, out var number):
                _writer.WriteDouble(number);
                return true;
            case AvroType.String:
                _writer.WriteString(value.Value);
                return value.Kind == JsonValueKind.String;
            case AvroType.Bytes when TryGetBytes(value, out var bytes):
                _writer.WriteBytes(bytes);
                return true;
            default:
                return false;
        }
    }

    private bool WriteRaw(byte[] bytes)
    {
        _writer.WriteFixed(bytes);
        return true;
    }

    /// <summary>Each code point from 0 to 255 is a byte.</summary>
    private static bool TryGetBytes(SchemaNode value, out byte[] bytes)
    {
        bytes = new byte[value.Value.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (value.Value[i] > '\u00FF')
                return false;
            bytes[i] = (byte)value.Value[i];
        }

        return value.Kind == JsonValueKind.String;
    }
}
