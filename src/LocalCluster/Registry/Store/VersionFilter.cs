namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>Which versions a question is about: what <c>deleted</c> and <c>deletedOnly</c> ask for.</summary>
internal enum VersionFilter
{
    Active,
    WithDeleted,
    DeletedOnly,
}
