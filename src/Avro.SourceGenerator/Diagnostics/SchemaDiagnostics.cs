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
    public const string NotJson = "AVRO007";
    public const string BadName = "AVRO008";
    public const string Duplicate = "AVRO009";
    public const string BadDefault = "AVRO010";
    public const string NoValue = "AVRO011";
    public const string IgnoredLogicalType = "AVRO012";
    public const string SharedType = "AVRO013";
    public const string ClashingAlias = "AVRO014";

    private const string Category = "Avro";

    private static readonly DiagnosticDescriptor Invalid = new(
        InvalidSchema, "The schema is not valid", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Unknown = new(
        UnknownType, "No schema defines the type", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Conflicting = new(
        ConflictingDefinition,
        "Two schemas define the type differently",
        "{0}",
        Category,
        DiagnosticSeverity.Error,
        true);

    private static readonly DiagnosticDescriptor Clashing = new(
        ClashingName, "Two names become the same in C#", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Unreadable = new(
        UnreadableFile, "The schema file cannot be read", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor OutOfRange = new(
        DefaultOutOfRange, "The default has no value in C#", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Malformed = new(
        NotJson, "The schema is not JSON", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Misspelled = new(
        BadName, "The name is none that Avro allows", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Twice = new(
        Duplicate, "Something stands in the schema twice", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Misfit = new(
        BadDefault, "The default does not fit its type", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Impossible = new(
        NoValue, "No value of the type can exist", "{0}", Category, DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor Ignored = new(
        IgnoredLogicalType, "The logical type is ignored", "{0}", Category, DiagnosticSeverity.Warning, true);

    private static readonly DiagnosticDescriptor Shared = new(
        SharedType, "Two branches have one type in C#", "{0}", Category, DiagnosticSeverity.Info, true);

    private static readonly DiagnosticDescriptor Ambiguous = new(
        ClashingAlias, "The alias names something else, too", "{0}", Category, DiagnosticSeverity.Warning, true);

    public static DiagnosticDescriptor Find(string id) => id switch
    {
        UnknownType => Unknown,
        ConflictingDefinition => Conflicting,
        ClashingName => Clashing,
        UnreadableFile => Unreadable,
        DefaultOutOfRange => OutOfRange,
        NotJson => Malformed,
        BadName => Misspelled,
        Duplicate => Twice,
        BadDefault => Misfit,
        NoValue => Impossible,
        IgnoredLogicalType => Ignored,
        SharedType => Shared,
        ClashingAlias => Ambiguous,
        _ => Invalid,
    };
}
