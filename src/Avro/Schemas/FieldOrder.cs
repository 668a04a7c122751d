namespace OrderPipeline.Avro.Schemas;

/// <summary>How a record's field counts when records are sorted.</summary>
public enum FieldOrder
{
    /// <summary>Smaller values first; the default.</summary>
    Ascending,

    /// <summary>Larger values first.</summary>
    Descending,

    /// <summary>The field does not count.</summary>
    Ignore,
}
