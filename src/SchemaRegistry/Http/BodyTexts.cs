using System.Text.Json;
using OrderPipeline.SchemaRegistry.Http.Json;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Translates between the registry's JSON and this library's types.</summary>
internal static class BodyTexts
{
    public static byte[] Write(Schema schema) => JsonSerializer.SerializeToUtf8Bytes(
        new SchemaBody
        {
            Schema = schema.SchemaString,

            // Old registries know only Avro and refuse the field.
            SchemaType = schema.SchemaType == SchemaType.Avro ? null : Write(schema.SchemaType),
            References = schema.References.Count == 0 ? null : [.. schema.References.Select(Write)],
        },
        RegistryJsonContext.Default.SchemaBody);

    public static RegisteredSchema Read(RegisteredBody body) =>
        new(body.Subject, body.Version, body.Id, Read(body.Schema, body.SchemaType, body.References));

    public static Schema Read(string text, string? type, ReferenceBody[]? references) => new(
        text,
        type switch
        {
            null or "AVRO" => SchemaType.Avro,
            "JSON" => SchemaType.Json,
            "PROTOBUF" => SchemaType.Protobuf,
            _ => SchemaType.Unknown,
        },
        references is null or [] ? [] : [.. references.Select(r => new SchemaReference(r.Name, r.Subject, r.Version))]);

    public static string Write(Compatibility compatibility) => compatibility switch
    {
        Compatibility.None => "NONE",
        Compatibility.Backward => "BACKWARD",
        Compatibility.BackwardTransitive => "BACKWARD_TRANSITIVE",
        Compatibility.Forward => "FORWARD",
        Compatibility.ForwardTransitive => "FORWARD_TRANSITIVE",
        Compatibility.Full => "FULL",
        Compatibility.FullTransitive => "FULL_TRANSITIVE",
        _ => throw new ArgumentOutOfRangeException(nameof(compatibility)),
    };

    /// <summary>Null for a name that is not known.</summary>
    public static Compatibility? ReadCompatibility(string? name)
    {
        foreach (var compatibility in Enum.GetValues<Compatibility>())
        {
            if (Write(compatibility) == name)
                return compatibility;
        }

        return null;
    }

    private static string Write(SchemaType type) => type switch
    {
        SchemaType.Avro => "AVRO",
        SchemaType.Json => "JSON",
        SchemaType.Protobuf => "PROTOBUF",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static ReferenceBody Write(SchemaReference reference) =>
        new() { Name = reference.Name, Subject = reference.Subject, Version = reference.Version };
}
