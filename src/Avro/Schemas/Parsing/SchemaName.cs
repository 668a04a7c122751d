namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>What every named type says of itself.</summary>
internal sealed class SchemaName
{
    internal SchemaName(string? space, string name, string fullName)
    {
        Namespace = space;
        Name = name;
        FullName = fullName;
    }

    internal string? Namespace { get; }

    internal string Name { get; }

    internal string FullName { get; }

    internal IReadOnlyList<string> Aliases { get; init; } = [];

    internal string? Doc { get; init; }
}
