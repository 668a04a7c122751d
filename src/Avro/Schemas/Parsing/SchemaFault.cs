namespace OrderPipeline.Avro.Schemas.Parsing;

/// <summary>In which way a schema is wrong; the generator gives each a number of its own.</summary>
internal enum SchemaFault
{
    /// <summary>An attribute is missing, of the wrong kind or beyond its bounds.</summary>
    Invalid,

    /// <summary>The text is no JSON.</summary>
    NotJson,

    /// <summary>A name, symbol, namespace or alias is spelled as none may be.</summary>
    BadName,

    /// <summary>Something stands there twice that may stand there once.</summary>
    Duplicate,

    /// <summary>Nothing defines the type.</summary>
    UnknownType,

    /// <summary>A default is no value of its type.</summary>
    BadDefault,

    /// <summary>Another text defines the type in other words.</summary>
    Conflict,
}
