using OrderPipeline.Avro;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Contracts.Tests.Hostile;

/// <summary>A number, boolean, length or value of a given size in encoded data.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="End">Where it ends; text and bytes follow behind their length.</param>
/// <param name="Path">How a failure there is named.</param>
/// <param name="Value">The number, where it is one.</param>
/// <param name="Choices">How many symbols or branches there are.</param>
internal sealed record Place(PlaceKind Kind, int Offset, int End, string Path, long Value, int Choices = 0)
{
    /// <summary>All of them, in the data's order.</summary>
    public static IReadOnlyList<Place> In(byte[] data, RecordSchema schema)
    {
        var places = new List<Place>();
        var reader = new AvroReader(data);
        Walk(schema, "", ref reader, places);
        Assert.Equal(0, reader.Remaining);
        return places;
    }

    private static void Walk(AvroSchema schema, string path, ref AvroReader reader, List<Place> places)
    {
        switch (schema)
        {
            case RecordSchema record:
                foreach (var field in record.Fields)
                    Walk(field.Schema, path.Length == 0 ? field.Name : $"{path}.{field.Name}", ref reader, places);
                break;
            case UnionSchema union:
                var branch = Add(PlaceKind.Branch, path, ref reader, places, union.Branches.Count);
                Walk(union.Branches[(int)branch], path, ref reader, places);
                break;
            case ArraySchema array:
                WalkItems(array, path, ref reader, places);
                break;
            case EnumSchema symbols:
                Add(PlaceKind.Symbol, path, ref reader, places, symbols.Symbols.Count);
                break;
            case FixedSchema bytes:
                AddSized(bytes.Size, PlaceKind.Sized, path, ref reader, places);
                break;
            default:
                WalkPrimitive(schema.Type, path, ref reader, places);
                break;
        }
    }

    private static void WalkItems(ArraySchema array, string path, ref AvroReader reader, List<Place> places)
    {
        var index = 0;
        while (Add(PlaceKind.Count, path, ref reader, places) is > 0 and var count)
        {
            for (; count > 0; count--)
                Walk(array.Items, $"{path}[{index++}]", ref reader, places);
        }
    }

    private static void WalkPrimitive(AvroType type, string path, ref AvroReader reader, List<Place> places)
    {
        switch (type)
        {
            case AvroType.Int:
                Add(PlaceKind.Int, path, ref reader, places);
                break;
            case AvroType.Long:
                Add(PlaceKind.Long, path, ref reader, places);
                break;
            case AvroType.Boolean:
                AddSized(1, PlaceKind.Boolean, path, ref reader, places);
                break;
            case AvroType.Float:
                AddSized(sizeof(float), PlaceKind.Sized, path, ref reader, places);
                break;
            case AvroType.Double:
                AddSized(sizeof(double), PlaceKind.Sized, path, ref reader, places);
                break;
            case AvroType.String or AvroType.Bytes:
                var kind = type == AvroType.String ? PlaceKind.TextLength : PlaceKind.BytesLength;
                Assert.True(reader.TryReadFixed((int)Add(kind, path, ref reader, places), out _));
                break;
        }
    }

    private static void AddSized(int size, PlaceKind kind, string path, ref AvroReader reader, List<Place> places)
    {
        places.Add(new(kind, reader.Position, reader.Position + size, path, 0));
        Assert.True(reader.TryReadFixed(size, out _));
    }

    private static long Add(
        PlaceKind kind, string path, ref AvroReader reader, List<Place> places, int choices = 0)
    {
        var at = reader.Position;
        Assert.True(reader.TryReadLong(out var value));
        places.Add(new(kind, at, reader.Position, path, value, choices));
        return value;
    }
}
