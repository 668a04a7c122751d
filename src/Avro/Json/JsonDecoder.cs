using System.Text.Json;
using System.Text.Unicode;
using OrderPipeline.Avro.Resolution.Compiling;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Json;

/// <summary>Encodes one JSON value in one pass over its text.</summary>
internal ref struct JsonDecoder
{
    /// <summary>A union's object around a record's makes two levels of JSON of one of Avro's.</summary>
    private const int MaxJsonDepth = 4 * AvroReader.DefaultMaxDepth;

    private Utf8JsonReader _json;
    private int _depthLeft;
    private int _defaultValuesLeft;

    internal static AvroStatus Decode(ReadOnlySpan<byte> text, AvroSchema schema, ref AvroWriter destination)
    {
        if (!Utf8.IsValid(text))
            return new AvroStatus(AvroErrorCode.BadUtf8, 0, null);
        var decoder = new JsonDecoder
        {
            _json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxJsonDepth }),
            _depthLeft = AvroReader.DefaultMaxDepth,

            // Nearly every default writes a byte, so that a destination that has room is not refused.
            _defaultValuesLeft = (int)Math.Min(DefaultEncoder.MaxValues + (2L * destination.Free), int.MaxValue),
        };
        try
        {
            decoder._json.Read();
            var status = decoder.Value(schema, ref destination);
            if (status.IsOk)
                decoder._json.Read(); // refuses whatever stands behind the value
            return status;
        }
        catch (JsonException)
        {
            var at = (int)decoder._json.BytesConsumed;
            return new AvroStatus(
                decoder._json.CurrentDepth >= MaxJsonDepth ? AvroErrorCode.TooDeep : AvroErrorCode.BadJson, at, null);
        }
        catch (InvalidOperationException)
        {
            // A text's escapes are looked at when the text is asked for.
            return new AvroStatus(AvroErrorCode.LoneSurrogate, (int)decoder._json.TokenStartIndex, null);
        }
    }

    private AvroStatus Value(AvroSchema schema, ref AvroWriter destination)
    {
        switch (schema)
        {
            case RecordSchema record:
                return Record(record, ref destination);
            case ArraySchema array:
                return Array(array.Items, ref destination);
            case MapSchema map:
                return Map(map.Values, ref destination);
            case UnionSchema union:
                return Union(union, ref destination);
            default:
                var error = JsonScalars.Encode(ref _json, schema, ref destination);
                return error == AvroErrorCode.None ? Check(ref destination) : Fail(error);
        }
    }

    private AvroStatus Record(RecordSchema record, ref AvroWriter destination)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            return Fail(AvroErrorCode.WrongJsonType);
        if (--_depthLeft < 0)
            return Fail(AvroErrorCode.TooDeep);
        var fields = new FieldOrderer(record, ref destination);
        try
        {
            var status = Fields(record, ref fields, ref destination);
            _depthLeft++;
            return status;
        }
        finally
        {
            fields.Dispose();
        }
    }

    private AvroStatus Fields(RecordSchema record, scoped ref FieldOrderer fields, ref AvroWriter destination)
    {
        var names = JsonNames.Of(record);
        var next = 0;
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var position = names.Find(ref _json, next);
            if (position < 0)
                return Fail(AvroErrorCode.UnknownMember);
            var field = record.FieldArray[position];
            if (!fields.TryBegin(position, ref destination))
                return Fail(AvroErrorCode.RepeatedMember).In(field.Name);
            _json.Read();
            var status = Value(field.Schema, ref destination);
            if (!status.IsOk)
                return status.In(field.Name);
            fields.End(ref destination);
            next = position + 1;
        }

        var missing = fields.Finish(ref destination, ref _defaultValuesLeft);
        return missing is null ? Check(ref destination) : Fail(AvroErrorCode.MissingMember).In(missing);
    }

    private AvroStatus Array(AvroSchema items, ref AvroWriter destination)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            return Fail(AvroErrorCode.WrongJsonType);
        if (--_depthLeft < 0)
            return Fail(AvroErrorCode.TooDeep);
        var start = destination.Written;
        var count = 0;
        for (; _json.Read() && _json.TokenType != JsonTokenType.EndArray; count++)
        {
            var status = Value(items, ref destination);
            if (!status.IsOk)
                return status.In(count);
        }

        destination.InsertBlockCount(start, count);
        destination.WriteBlockEnd();
        _depthLeft++;
        return Check(ref destination);
    }

    private AvroStatus Map(AvroSchema values, ref AvroWriter destination)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            return Fail(AvroErrorCode.WrongJsonType);
        if (--_depthLeft < 0)
            return Fail(AvroErrorCode.TooDeep);
        var keys = default(KeySet);
        try
        {
            var status = Entries(values, ref keys, ref destination);
            _depthLeft++;
            return status;
        }
        finally
        {
            keys.Dispose();
        }
    }

    private AvroStatus Entries(AvroSchema values, scoped ref KeySet keys, ref AvroWriter destination)
    {
        var start = destination.Written;
        var count = 0;
        for (; _json.Read() && _json.TokenType != JsonTokenType.EndObject; count++)
        {
            var key = destination.Written;
            JsonScalars.WriteText(ref _json, ref destination);
            if (destination.Error == AvroErrorCode.None && !keys.TryAdd(destination.Since(start), key - start))
                return Fail(AvroErrorCode.RepeatedMember).In(count);
            _json.Read();
            var status = Value(values, ref destination);
            if (!status.IsOk)
                return status.In(count);
        }

        destination.InsertBlockCount(start, count);
        destination.WriteBlockEnd();
        return Check(ref destination);
    }

    private AvroStatus Union(UnionSchema union, ref AvroWriter destination)
    {
        var names = JsonNames.Of(union);
        if (_json.TokenType == JsonTokenType.Null)
        {
            for (var i = 0; i < union.BranchArray.Length; i++)
            {
                if (union.BranchArray[i].Type != AvroType.Null)
                    continue;
                destination.WriteUnionIndex(i);
                return Check(ref destination);
            }

            return Fail(AvroErrorCode.UnknownBranch);
        }

        if (_json.TokenType != JsonTokenType.StartObject)
            return Fail(AvroErrorCode.WrongJsonType);
        _json.Read();
        if (_json.TokenType != JsonTokenType.PropertyName)
            return Fail(AvroErrorCode.UnknownBranch);
        var position = names.Find(ref _json, 1);
        if (position < 0)
            return Fail(AvroErrorCode.UnknownBranch);
        destination.WriteUnionIndex(position);
        _json.Read();
        var status = Value(union.BranchArray[position], ref destination);
        if (!status.IsOk)
            return status;
        _json.Read();
        return _json.TokenType == JsonTokenType.EndObject ? Check(ref destination) : Fail(AvroErrorCode.WrongJsonType);
    }

    private readonly AvroStatus Check(ref AvroWriter destination) =>
        destination.Error == AvroErrorCode.None ? AvroStatus.Ok : Fail(destination.Error);

    private readonly AvroStatus Fail(AvroErrorCode code) => new(code, (int)_json.TokenStartIndex, null);
}
