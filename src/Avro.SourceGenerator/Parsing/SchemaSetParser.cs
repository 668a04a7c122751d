using System.Collections.Immutable;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.SourceGenerator.Diagnostics;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Parses all files with one another's names, in whatever order they refer to each other.</summary>
internal sealed class SchemaSetParser
{
    private readonly AvroSchemaParser _parser = new();
    private readonly Dictionary<string, SchemaFile> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _wholeFiles = new(StringComparer.Ordinal);
    private readonly List<SchemaProblem> _problems = [];

    public static SchemaSet Parse(ImmutableArray<SchemaFile> files, CancellationToken stop) =>
        new SchemaSetParser().ParseAll(files, stop);

    private SchemaSet ParseAll(ImmutableArray<SchemaFile> files, CancellationToken stop)
    {
        // By path, so that the result depends on no file system's order.
        var waiting = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        for (var before = int.MaxValue; waiting.Count < before;)
        {
            before = waiting.Count;
            waiting = [.. waiting.Where(file => !TryParse(file, isLastRound: false, stop))];
        }

        foreach (var file in waiting)
            TryParse(file, isLastRound: true, stop);

        var types = _parser.Types.Values.OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        var clashes = new NameClashes(types);
        var models = new List<TypeModel>();
        foreach (var type in types)
        {
            stop.ThrowIfCancellationRequested();
            if (clashes.Find(type) is { } clash)
                Report(SchemaDiagnostics.ClashingName, clash, type);
            else if (TryBuild(type) is { } model)
                models.Add(model);
        }

        return new SchemaSet(new([.. models]), new([.. _problems]));
    }

    /// <summary>False where the file must wait for another one's types.</summary>
    private bool TryParse(SchemaFile file, bool isLastRound, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (file.Text is null)
        {
            Report(SchemaDiagnostics.UnreadableFile, "The schema file cannot be read.", file, default);
            return true;
        }

        try
        {
            Remember(file, _parser.Parse(file.Text));
        }
        catch (AvroSchemaException error) when (error.UnknownName is not null && !isLastRound)
        {
            return false;
        }
        catch (AvroSchemaException error)
        {
            Report(Classify(file.Text, error), $"{error.Path}: {error.Reason}", file, error.LinePosition);
        }

        return true;
    }

    private void Remember(SchemaFile file, AvroSchema root)
    {
        foreach (var name in _parser.Types.Keys)
        {
            if (!_sources.ContainsKey(name))
                _sources.Add(name, file);
        }

        if (root is NamedSchema named && StandsAlone(root.Json))
            _wholeFiles[named.FullName] = root.Json;
    }

    private static bool StandsAlone(string json)
    {
        try
        {
            _ = AvroSchema.Parse(json);
            return true;
        }
        catch (AvroSchemaException)
        {
            return false;
        }
    }

    /// <summary>A text that fails among the others and not alone contradicts them.</summary>
    private static string Classify(string text, AvroSchemaException error)
    {
        if (error.UnknownName is not null)
            return SchemaDiagnostics.UnknownType;
        try
        {
            _ = AvroSchema.Parse(text);
            return SchemaDiagnostics.ConflictingDefinition;
        }
        catch (AvroSchemaException alone)
        {
            return alone.UnknownName is null
                ? SchemaDiagnostics.InvalidSchema
                : SchemaDiagnostics.ConflictingDefinition;
        }
    }

    private TypeModel? TryBuild(NamedSchema type)
    {
        var json = _wholeFiles.TryGetValue(type.FullName, out var whole) ? whole : type.ToSelfContainedJson();
        try
        {
            return ModelBuilder.Build(type, json);
        }
        catch (DefaultException error)
        {
            Report(SchemaDiagnostics.DefaultOutOfRange, error.Message, type);
            return null;
        }
    }

    private void Report(string id, string message, NamedSchema type)
    {
        var file = _sources[type.FullName];
        Report(id, message, file, NamePlace.Find(file.Text!, type.Name));
    }

    private void Report(string id, string message, SchemaFile file, SchemaLinePosition place) =>
        _problems.Add(new SchemaProblem(id, message, file.Path, place.Line, place.Column));
}
