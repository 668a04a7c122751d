using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Properties;

/// <summary>
/// Makes a value of a schema, in the binary encoding and, by a way of its own, in the JSON encoding.
/// </summary>
/// <param name="random">Decides everything.</param>
/// <param name="hasSizedBlocks">Whether some blocks state their size in bytes, which resolving need not keep.</param>
internal sealed class RandomDatum(Random random, bool hasSizedBlocks)
{
    private const int MaxValues = 200;
    private const int MaxBytes = 1 << 18;

    private int _valuesLeft = MaxValues;

    internal static (byte[] Bytes, string Json) Of(AvroSchema schema, Random random, bool hasSizedBlocks = false)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream);
        var writer = new AvroWriter(buffer);
        new RandomDatum(random, hasSizedBlocks).Write(schema, ref writer, json);
        Assert.Equal(AvroStatus.Ok, writer.Status);
        json.Flush();
        var bytes = buffer[..writer.Written];
        ArrayPool<byte>.Shared.Return(buffer);
        return (bytes, Encoding.UTF8.GetString(stream.ToArray()));
    }

    private void Write(AvroSchema schema, ref AvroWriter writer, Utf8JsonWriter json)
    {
        _valuesLeft--;
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

            var block = new byte[writer.Free];
            var items = new AvroWriter(block);
            WriteItems(schema, count, hasKeys, ref items, json);
            Assert.Equal(AvroStatus.Ok, items.Status);
            writer.WriteBlockCount(-count);
            writer.WriteLong(items.Written);
            writer.WriteFixed(block.AsSpan(0, items.Written));
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
