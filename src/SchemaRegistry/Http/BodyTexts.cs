using System.Text.Json;
using OrderPipeline.SchemaRegistry.Http.Json;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Translates between the registry's JSON and this library's types.</summary>
internal static class BodyTexts
{
    public static byte[] Write(Schema schema, int? id = null, int? version = null) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new SchemaBody
            {
                Schema = schema.SchemaString,

                // Old registries know only Avro and refuse the field.
                SchemaType = schema.SchemaType == SchemaType.Avro ? null : Write(schema.SchemaType),
                References = schema.References.Count == 0 ? null : [.. schema.References.Select(Write)],
                Id = id,
                Version = version,
            },
            RegistryJsonContext.Default.SchemaBody);

    public static RegisteredSchema Read(RegisteredBody body) =>
        new(body.Subject, body.Version, body.Id, Read(body.Schema, body.SchemaType, body.References))
        {
            Guid = ReadGuid(body.Guid),
        };

    public static Schema Read(SchemaBody body) => Read(body.Schema, body.SchemaType, body.References);

    /// <summary>Confluent gives a list, or none without verbosity; Apicurio one text.</summary>
    public static CompatibilityResult Read(CompatibilityBody body)
    {
        string?[] said = body.Messages is { Length: > 0 } messages ? messages : [body.Reason];
        return new CompatibilityResult(
            body.IsCompatible, [.. said.Where(message => !string.IsNullOrWhiteSpace(message)).OfType<string>()]);
    }

    /// <summary>Null for a text that is no GUID.</summary>
    public static Guid? ReadGuid(string? text) => Guid.TryParse(text, out var guid) ? guid : null;

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

    public static string Write(RegistryMode mode) => mode switch
    {
        RegistryMode.ReadWrite => "READWRITE",
        RegistryMode.ReadOnly => "READONLY",
        RegistryMode.ReadOnlyOverride => "READONLY_OVERRIDE",
        RegistryMode.Import => "IMPORT",
        RegistryMode.Forward => "FORWARD",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    /// <summary>Null for a name that is not known.</summary>
    public static Compatibility? ReadCompatibility(string name)
    {
        foreach (var compatibility in Enum.GetValues<Compatibility>())
        {
            if (Write(compatibility) == name)
                return compatibility;
        }

        return null;
    }

    /// <summary>Null for a name that is not known.</summary>
    public static RegistryMode? ReadMode(string name)
    {
        foreach (var mode in Enum.GetValues<RegistryMode>())
        {
            if (Write(mode) == name)
                return mode;
        }

        return null;
    }

    private static Schema Read(string text, string? type, ReferenceBody?[]? references) => new(
        text,
        type switch
        {
            null or "AVRO" => SchemaType.Avro,
            "JSON" => SchemaType.Json,
            "PROTOBUF" => SchemaType.Protobuf,
            _ => SchemaType.Unknown,
        },
        references is null or []
            ? []
            : [.. references.Select(r => new SchemaReference(r!.Name, r.Subject, r.Version))]);

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
