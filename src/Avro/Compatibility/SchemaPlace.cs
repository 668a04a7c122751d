using System.Globalization;
using OrderPipeline.Avro.Schemas;

namespace OrderPipeline.Avro.Compatibility;

/// <summary>A place in the reader's schema, for schemas and for people.</summary>
/// <param name="Path">JSON path.</param>
/// <param name="Field">Dotted field names.</param>
internal readonly record struct SchemaPlace(string Path, string Field)
{
    internal static SchemaPlace Top => new("$", "");

    internal SchemaPlace OfField(RecordField field)
    {
        var position = field.Position.ToString(CultureInfo.InvariantCulture);
        return new($"{Path}.fields[{position}]", Field.Length == 0 ? field.Name : $"{Field}.{field.Name}");
    }

    internal SchemaPlace OfType() => this with { Path = Path + ".type" };

    internal SchemaPlace OfItems() => new(Path + ".items", Field + "[]");

    internal SchemaPlace OfValues() => new(Path + ".values", Field + "[]");

    internal SchemaPlace OfBranch(int index) =>
        this with { Path = $"{Path}[{index.ToString(CultureInfo.InvariantCulture)}]" };
}
