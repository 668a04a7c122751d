using System.Numerics;
using System.Text;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;

namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>Writes a value of a schema in the one way in which our writers write it, logical types included.</summary>
internal sealed class RandomData(Random random)
{
    private const int MaxValues = 100;

    private static readonly string[] Pieces = ["a", "B7", "\0", "\"", "é", "中", "😀", "\n", " "];

    private int _valuesLeft = MaxValues;

    internal static Guid Uuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    internal static byte[] Of(AvroSchema schema, Random random)
    {
        var buffer = new byte[1 << 17];
        var writer = new AvroWriter(buffer);
        new RandomData(random).Write(schema, ref writer);
        return writer.Status.IsOk ? buffer[..writer.Written] : throw new InvalidOperationException("too large");
    }

    private void Write(AvroSchema schema, ref AvroWriter writer)
    {
        _valuesLeft--;
        if (schema.Logical is { } logical)
        {
            WriteLogical(schema, logical, ref writer);
            return;
        }

        switch (schema)
        {
            case RecordSchema record:
                foreach (var field in record.Fields)
                    Write(field.Schema, ref writer);
                break;
            case ArraySchema array:
                WriteItems(array.Items, false, ref writer);
                break;
            case MapSchema map:
                WriteItems(map.Values, true, ref writer);
                break;
            case UnionSchema union:
                var ends = union.Branches.ToList().FindIndex(branch => branch.Type == AvroType.Null);
                var index = _valuesLeft > 0 || ends < 0 ? random.Next(union.Branches.Count) : ends;
                writer.WriteUnionIndex(index);
                Write(union.Branches[index], ref writer);
                break;
            case EnumSchema symbols:
                writer.WriteEnum(random.Next(symbols.Symbols.Count));
                break;
            case FixedSchema bytes:
                writer.WriteFixed(Bytes(bytes.Size));
                break;
            default:
                WritePrimitive(schema.Type, ref writer);
                break;
        }
    }

    private void WritePrimitive(AvroType type, ref AvroWriter writer)
    {
        switch (type)
        {
            case AvroType.Boolean:
                writer.WriteBoolean(random.Next(2) == 0);
                break;
            case AvroType.Int:
                writer.WriteInt(unchecked((int)Long()));
                break;
            case AvroType.Long:
                writer.WriteLong(Long());
                break;
            case AvroType.Float:
                writer.WriteFloat(BitConverter.Int32BitsToSingle(unchecked((int)Long())));
                break;
            case AvroType.Double:
                writer.WriteDouble(BitConverter.Int64BitsToDouble(Long()));
                break;
            case AvroType.Bytes:
                writer.WriteBytes(Bytes(random.Next(6)));
                break;
            case AvroType.String:
                writer.WriteString(Text());
                break;
        }
    }

    private void WriteLogical(AvroSchema schema, LogicalType logical, ref AvroWriter writer)
    {
        switch (logical.Kind)
        {
            case LogicalTypeKind.Decimal:
                WriteDecimal(schema as FixedSchema, logical.Precision, ref writer);
                break;
            case LogicalTypeKind.BigDecimal:
                writer.WriteBigDecimal(new AvroDecimal(Digits(60), random.Next(-1000, 1000)));
                break;
            case LogicalTypeKind.Uuid when schema is FixedSchema:
                writer.WriteFixed(Bytes(16));
                break;
            case LogicalTypeKind.Uuid:
                writer.WriteString(Uuid(random).ToString());
                break;
            case LogicalTypeKind.Duration:
                writer.WriteFixed(Bytes(12));
                break;
            case LogicalTypeKind.TimestampNanos or LogicalTypeKind.LocalTimestampNanos:
                writer.WriteLong(Long());
                break;
            default:
                // As a default may be, so may a value.
                var json = RandomLogical.Default(random, System.Text.Json.Nodes.JsonNode.Parse(schema.Json)!);
                if (schema.Type == AvroType.Int)
                    writer.WriteInt(json!.GetValue<int>());
                else
                    writer.WriteLong(json!.GetValue<long>());
                break;
        }
    }

    private void WriteDecimal(FixedSchema? over, int precision, ref AvroWriter writer)
    {
        var digits = Digits(precision);
        var bytes = digits.ToByteArray(isBigEndian: true);
        if (over is null)
        {
            writer.WriteBytes(bytes);
            return;
        }

        var filled = new byte[over.Size];
        filled.AsSpan().Fill(digits.Sign < 0 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(filled, filled.Length - bytes.Length);
        writer.WriteFixed(filled);
    }

    private BigInteger Digits(int most)
    {
        var digits = random.Next(1, most + 1);
        var number = new BigInteger(Bytes(40)) % BigInteger.Pow(10, digits);
        return random.Next(5) == 0 ? BigInteger.Pow(10, most) - 1 : number;
    }

    private void WriteItems(AvroSchema schema, bool hasKeys, ref AvroWriter writer)
    {
        var count = _valuesLeft > 0 ? random.Next(4) : 0;
        if (count > 0)
            writer.WriteBlockCount(count);
        for (var i = 0; i < count; i++)
        {
            // No key twice: a dictionary would keep the last one only.
            if (hasKeys)
                writer.WriteString(Text() + i);
            Write(schema, ref writer);
        }

        writer.WriteBlockEnd();
    }

    private long Long() => random.Next(4) switch
    {
        0 => random.NextInt64(long.MinValue, long.MaxValue),
        1 => random.Next(2) == 0 ? long.MinValue : long.MaxValue,
        _ => random.Next(-70, 70),
    };

    private string Text()
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(random.Next(8) == 0 ? 60 : 5); pieces > 0; pieces--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }
}
