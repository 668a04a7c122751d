using Microsoft.CodeAnalysis;

namespace OrderPipeline.Avro.SourceGenerator.Diagnostics;

/// <summary>Everything the generator can complain about.</summary>
internal static class SchemaDiagnostics
{
    public const string InvalidSchema = "AVRO001";
    public const string UnknownType = "AVRO002";
    public const string ConflictingDefinition = "AVRO003";
    public const string ClashingName = "AVRO004";
    public const string UnreadableFile = "AVRO005";
    public const string DefaultOutOfRange = "AVRO006";

    private static readonly DiagnosticDescriptor Invalid = new(
        InvalidSchema, "The schema is not valid", "{0}", "Avro", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Unknown = new(
        UnknownType, "No schema defines the type", "{0}", "Avro", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Conflicting = new(
        ConflictingDefinition,
        "Two schemas define the type differently",
        "{0}",
        "Avro",
        DiagnosticSeverity.Error,
        true);

    private static readonly DiagnosticDescriptor Clashing = new(
        ClashingName, "Two names become the same in C#", "{0}", "Avro", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Unreadable = new(
        UnreadableFile, "The schema file cannot be read", "{0}", "Avro", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor OutOfRange = new(
        DefaultOutOfRange, "The default has no value in C#", "{0}", "Avro", DiagnosticSeverity.Error, true);

    public static DiagnosticDescriptor Find(string id) => id switch
    {
        InvalidSchema => Invalid,
        UnknownType => Unknown,
        ConflictingDefinition => Conflicting,
        ClashingName => Clashing,
        UnreadableFile => Unreadable,
        _ => OutOfRange,
    };
}
