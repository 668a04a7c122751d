using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;

namespace Avro.Fuzz.Generating;

/// <summary>
/// Makes a value of a schema, in the binary encoding and, by a way of its own, in the JSON encoding.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="hasSizedBlocks">Whether some blocks state their size in bytes, which resolving need not keep.</param>
internal sealed class RandomDatum(Random random, bool hasSizedBlocks)
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

    internal static (byte[] Bytes, string Json) Of(AvroSchema schema, Random random, bool hasSizedBlocks = false)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Room);
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { MaxDepth = 4 * MaxLevels });
        var writer = new AvroWriter(buffer);
        new RandomDatum(random, hasSizedBlocks).Write(schema, ref writer, json);
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
        for (var blocks = _valuesLeft > 0 ? random.Next(3) : 0; blocks > 0; blocks--)
        {
            var count = random.Next(1, 4);
            if (!hasSizedBlocks || random.Next(2) == 0)
            {
                writer.WriteBlockCount(count);
                WriteItems(schema, count, hasKeys, ref writer, json);
                continue;
            }

            var block = ArrayPool<byte>.Shared.Rent(Room);
            var items = new AvroWriter(block.AsSpan(0, Math.Min(Room, writer.Free)));
            WriteItems(schema, count, hasKeys, ref items, json);
            Demand(items.Status);
            writer.WriteBlockCount(-count);
            writer.WriteLong(items.Written);
            writer.WriteFixed(block.AsSpan(0, items.Written));
            ArrayPool<byte>.Shared.Return(block);
        }

        writer.WriteBlockEnd();
    }

    private void WriteItems(AvroSchema schema, int count, bool hasKeys, ref AvroWriter writer, Utf8JsonWriter json)
    {
        for (; count > 0; count--)
        {
            if (hasKeys)
            {
                var key = RandomScalar.Text(random);
                writer.WriteString(key);
                json.WritePropertyName(key);
            }

            Write(schema, ref writer, json);
        }
    }
}
