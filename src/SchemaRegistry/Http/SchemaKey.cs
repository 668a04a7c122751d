using System.Globalization;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>What names a schema that does not change: an id or a GUID, and the form it is wanted in.</summary>
/// <param name="Id">The id, from 1; 0 where the GUID counts.</param>
/// <param name="Guid">The GUID, or null where the id counts.</param>
/// <param name="Subject">A subject whose context the id is of; null for the default one.</param>
/// <param name="Format">A form of the registry's; null for the schema as it is.</param>
internal readonly record struct SchemaKey(int Id, Guid? Guid = null, string? Subject = null, string? Format = null)
{
    /// <summary>The schema's name in an error.</summary>
    public override string ToString() => Guid is { } guid
        ? $"schema GUID {guid:D}"
        : string.Create(CultureInfo.InvariantCulture, $"schema id {Id}");
}
