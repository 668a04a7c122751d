namespace OrderPipeline.Avro.Schemas;

/// <summary>What the values of an underlying type mean; the encoding is the underlying type's.</summary>
public sealed class LogicalType
{
    internal LogicalType(LogicalTypeKind kind, string name, int precision = 0, int scale = 0)
    {
        Kind = kind;
        Name = name;
        Precision = precision;
        Scale = scale;
    }

    /// <summary>Which one it is.</summary>
    public LogicalTypeKind Kind { get; }

    /// <summary>The name that stands in schemas, for example <c>timestamp-millis</c>.</summary>
    public string Name { get; }

    /// <summary>Digits of a decimal, at least 1; 0 for every other logical type.</summary>
    public int Precision { get; }

    /// <summary>Digits of a decimal after the point, from 0 to <see cref="Precision"/>; else 0.</summary>
    public int Scale { get; }

    /// <summary>The name that stands in schemas.</summary>
    public override string ToString() => Name;
}
