namespace OrderPipeline.SchemaRegistry;

/// <summary>What a registry lets its clients do with a subject, or with all of them.</summary>
public enum RegistryMode
{
    /// <summary>Reading and registering (<c>READWRITE</c>), the default.</summary>
    ReadWrite,

    /// <summary>Reading only (<c>READONLY</c>).</summary>
    ReadOnly,

    /// <summary>Reading only, whatever subjects say themselves (<c>READONLY_OVERRIDE</c>).</summary>
    ReadOnlyOverride,

    /// <summary>Registering with given ids and versions (<c>IMPORT</c>).</summary>
    Import,

    /// <summary>Requests go on to the registry that this one is linked to (<c>FORWARD</c>).</summary>
    Forward,
}
