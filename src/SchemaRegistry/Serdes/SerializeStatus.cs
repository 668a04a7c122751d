namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>How writing a value into a span ended.</summary>
public enum SerializeStatus
{
    /// <summary>The value is written.</summary>
    Done,

    /// <summary>The destination is too short; nothing in it counts.</summary>
    DestinationTooShort,

    /// <summary>The registry was not asked for the topic's schema yet; prepare it first.</summary>
    NotPrepared,
}
