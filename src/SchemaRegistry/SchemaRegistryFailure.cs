namespace OrderPipeline.SchemaRegistry;

/// <summary>Why a request to the registry failed, as far as a caller must tell cases apart.</summary>
public enum SchemaRegistryFailure
{
    /// <summary>The registry answered that it has no such subject, version or schema.</summary>
    NotFound,

    /// <summary>Credentials are missing, wrong or not sufficient (401, 403).</summary>
    Unauthorized,

    /// <summary>The schema is not compatible with the subject's earlier versions (409).</summary>
    Incompatible,

    /// <summary>The registry calls the schema, or the rest of the request, invalid (422, other 4xx).</summary>
    InvalidSchema,

    /// <summary>No usable answer within the bounds: network, time-out, 408, 429 or 5xx; may pass later.</summary>
    Unreachable,

    /// <summary>Something answered, but not as a Schema Registry does: HTML, broken JSON, a redirect.</summary>
    BadAnswer,

    /// <summary>
    /// The registry's rules forbid it as things stand: the mode is read-only, other schemas refer to what is to be
    /// deleted, or it must be softly deleted first.
    /// </summary>
    NotPermitted,
}
