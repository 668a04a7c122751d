namespace OrderPipeline.Avro.SingleObject;

/// <summary>Whether bytes begin as the single-object encoding demands, and if not, why.</summary>
public enum SingleObjectStatus
{
    /// <summary>The marker and a fingerprint.</summary>
    Ok,

    /// <summary>There are no bytes.</summary>
    Empty,

    /// <summary>The marker stands there, but the data ends inside the header.</summary>
    Truncated,

    /// <summary>The first two bytes are not the marker.</summary>
    WrongMarker,
}
