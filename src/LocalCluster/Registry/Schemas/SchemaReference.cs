namespace OrderPipeline.LocalCluster.Registry.Schemas;

/// <summary>A schema's word that a name it uses is defined by a version of another subject.</summary>
internal sealed record SchemaReference(string Name, string Subject, int Version);
