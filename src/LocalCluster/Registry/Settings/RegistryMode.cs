namespace OrderPipeline.LocalCluster.Registry.Settings;

/// <summary>What may be changed.</summary>
internal enum RegistryMode
{
    ReadWrite,
    ReadOnly,

    /// <summary>Read only, whatever subjects say; global only.</summary>
    ReadOnlyOverride,

    /// <summary>Versions come with the ids that another registry gave them; nothing is compared.</summary>
    Import,
}
