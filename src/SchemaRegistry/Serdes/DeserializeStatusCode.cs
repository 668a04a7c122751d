namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>How reading a framed value ended.</summary>
public enum DeserializeStatusCode
{
    /// <summary>There is a value.</summary>
    Ok,

    /// <summary>The bytes do not say what their schema is.</summary>
    NotFramed,

    /// <summary>The schema was not fetched yet; nothing is said about the bytes.</summary>
    SchemaNotLoaded,

    /// <summary>The schema is known, and its values can never be read as the wanted record.</summary>
    Incompatible,

    /// <summary>The bytes are no valid value of their schema.</summary>
    Malformed,
}
