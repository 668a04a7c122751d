using System.Collections.Immutable;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;
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
            waiting = [.. waiting.Where(file => !TryParse(file, others: null, stop))];
        }

        foreach (var file in waiting)
            TryParse(file, waiting, stop);

        var types = _parser.Types.Values.OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        var checks = new SchemaChecks(types);
        foreach (var (id, message, type, place) in checks.Problems)
            Report(id, message, _sources[type.FullName], place);
        var models = new List<TypeModel>();
        foreach (var type in types.Where(checks.IsGenerated))
        {
            stop.ThrowIfCancellationRequested();
            if (TryBuild(type) is { } model)
                models.Add(model);
        }

        return new SchemaSet(new([.. FileNames.Give(models)]), new([.. _problems]));
    }

    /// <summary>False where the file must wait for another one's types.</summary>
    /// <param name="file">What to parse.</param>
    /// <param name="others">In the last round the files that still wait, this one among them; else null.</param>
    /// <param name="stop">Ends the work.</param>
    private bool TryParse(SchemaFile file, IReadOnlyList<SchemaFile>? others, CancellationToken stop)
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
        catch (AvroSchemaException error) when (error.Fault == SchemaFault.UnknownType && others is null)
        {
            return false;
        }
        catch (AvroSchemaException error)
        {
            var message = $"{error.Path}: {error.Reason}" + WaitingFiles.Explain(error.UnknownName, file, others);
            Report(Classify(error.Fault), message, file, error.LinePosition);
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

        if (root is NamedSchema named && !_wholeFiles.ContainsKey(named.FullName) && StandsAlone(root.Json))
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

    private static string Classify(SchemaFault fault) => fault switch
    {
        SchemaFault.NotJson => SchemaDiagnostics.NotJson,
        SchemaFault.BadName => SchemaDiagnostics.BadName,
        SchemaFault.Duplicate => SchemaDiagnostics.Duplicate,
        SchemaFault.UnknownType => SchemaDiagnostics.UnknownType,
        SchemaFault.BadDefault => SchemaDiagnostics.BadDefault,
        SchemaFault.Conflict => SchemaDiagnostics.ConflictingDefinition,
        _ => SchemaDiagnostics.InvalidSchema,
    };

    private TypeModel? TryBuild(NamedSchema type)
    {
        var json = _wholeFiles.TryGetValue(type.FullName, out var whole) ? whole : type.ToSelfContainedJson();
        try
        {
            return ModelBuilder.Build(type, json);
        }
        catch (DefaultException error)
        {
            var message = $"{error.Value.Path}: {error.Message}";
            Report(SchemaDiagnostics.DefaultOutOfRange, message, _sources[type.FullName], error.Value.Position);
            return null;
        }
    }

    private void Report(string id, string message, SchemaFile file, SchemaLinePosition place) =>
        _problems.Add(new SchemaProblem(id, message, file.Path, place.Line, place.Column));
}
