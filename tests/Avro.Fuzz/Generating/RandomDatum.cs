using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;

namespace Avro.Fuzz.Generating;

/// <summary>
/// Makes a value of a schema, in the binary encoding and, by a way of its own, in the JSON encoding.
/// </summary>
/// <param name="random">Decides every value.</param>
/// <param name="layout">Decides where blocks begin; each array and map is one block where it is null.</param>
/// <param name="hasSizedBlocks">Whether some blocks state their size in bytes, which resolving need not keep.</param>
internal sealed class RandomDatum(Random random, Random? layout, bool hasSizedBlocks)
{
    private const int Room = 1 << 18;
    private const int MaxValues = 200;
    private const int MaxLevels = 200;
    private const int MaxFixed = 1 << 14;

    private int _valuesLeft = MaxValues;
    private int _levels;

    /// <summary>A value of the schema; null where none is small, as of a record that always holds itself.</summary>
    internal static (byte[] Bytes, string Json)? TryOf(AvroSchema schema, Random random)
    {
        try
        {
            return Of(schema, random, hasSizedBlocks: true);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    internal static (byte[] Bytes, string Json) Of(AvroSchema schema, Random random, bool hasSizedBlocks = false) =>
        new RandomDatum(random, new Random(random.Next()), hasSizedBlocks).Make(schema);

    /// <summary>One value twice: in blocks of all kinds, and in as few bytes as there are.</summary>
    internal static (byte[] Blocks, byte[] Plain) BothOf(AvroSchema schema, int seed) =>
        (new RandomDatum(new Random(seed), new Random(seed), hasSizedBlocks: true).Make(schema).Bytes,
            new RandomDatum(new Random(seed), null, hasSizedBlocks: false).Make(schema).Bytes);

    private (byte[] Bytes, string Json) Make(AvroSchema schema)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Room);
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 4 * MaxLevels });
        var writer = new AvroWriter(buffer);
        Write(schema, ref writer, json);
        Demand(writer.Status);
        json.Flush();
        var bytes = buffer[..writer.Written];
        ArrayPool<byte>.Shared.Return(buffer);
        return (bytes, Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static void Demand(AvroStatus status)
    {
        if (!status.IsOk)
            throw new InvalidOperationException($"a random datum was not written: {status}");
    }

    private void Write(AvroSchema schema, ref AvroWriter writer, Utf8JsonWriter json)
    {
        _valuesLeft--;
        var isEmpty = schema is UnionSchema { Branches.Count: 0 } or EnumSchema { Symbols.Count: 0 };
        if (++_levels > MaxLevels || isEmpty || schema is FixedSchema { Size: > MaxFixed })
            throw new InvalidOperationException("no value of this schema is small");
        WriteValue(schema, ref writer, json);
        _levels--;
    }

    private void WriteValue(AvroSchema schema, ref AvroWriter writer, Utf8JsonWriter json)
    {
        switch (schema)
        {
            case RecordSchema record:
                json.WriteStartObject();
                foreach (var field in record.Fields)
                {
                    json.WritePropertyName(field.Name);
                    Write(field.Schema, ref writer, json);
                }

                json.WriteEndObject();
                break;
            case ArraySchema array:
                json.WriteStartArray();
                WriteBlocks(array.Items, false, ref writer, json);
                json.WriteEndArray();
                break;
            case MapSchema map:
                json.WriteStartObject();
                WriteBlocks(map.Values, true, ref writer, json);
                json.WriteEndObject();
                break;
            case UnionSchema union:
                WriteUnion(union, ref writer, json);
                break;
            default:
                RandomScalar.Write(random, schema, ref writer, json);
                break;
        }
    }

    private void WriteUnion(UnionSchema union, ref AvroWriter writer, Utf8JsonWriter json)
    {
        var index = _valuesLeft > 0 ? random.Next(union.Branches.Count) : 0;
        var branch = union.Branches[index];
        writer.WriteUnionIndex(index);
        if (branch.Type == AvroType.Null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        var name = branch is NamedSchema named ? named.FullName : branch.Type.ToString().ToLowerInvariant();
        json.WritePropertyName(name);
        Write(branch, ref writer, json);
        json.WriteEndObject();
    }

    private void WriteBlocks(AvroSchema schema, bool hasKeys, ref AvroWriter writer, Utf8JsonWriter json)
    {
        var keys = hasKeys ? new HashSet<string>(StringComparer.Ordinal) : null;
        var left = _valuesLeft > 0 ? random.Next(3) * random.Next(1, 4) : 0;
        while (left > 0)
        {
            var count = layout?.Next(1, left + 1) ?? left;
            left -= count;
            if (!hasSizedBlocks || layout is null || layout.Next(2) == 0)
            {
                writer.WriteBlockCount(count);
                WriteItems(schema, count, keys, ref writer, json);
                continue;
            }

            var block = ArrayPool<byte>.Shared.Rent(Room);
            var items = new AvroWriter(block.AsSpan(0, Math.Min(Room, writer.Free)));
            WriteItems(schema, count, keys, ref items, json);
            Demand(items.Status);
            writer.WriteBlockCount(-count);
            writer.WriteLong(items.Written);
            writer.WriteFixed(block.AsSpan(0, items.Written));
            ArrayPool<byte>.Shared.Return(block);
        }

        writer.WriteBlockEnd();
    }

    private void WriteItems(
        AvroSchema schema, int count, HashSet<string>? keys, ref AvroWriter writer, Utf8JsonWriter json)
    {
        for (; count > 0; count--)
        {
            if (keys is not null)
            {
                var key = NewKey(keys);
                writer.WriteString(key);
                json.WritePropertyName(key);
            }

            Write(schema, ref writer, json);
        }
    }

    /// <summary>A key that this map does not have: of two entries under one, most readers keep one.</summary>
    private string NewKey(HashSet<string> keys)
    {
        var key = RandomScalar.Text(random);
        while (!keys.Add(key))
            key += "+";
        return key;
    }
}
