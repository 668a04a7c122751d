using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;
using OrderPipeline.Avro.SourceGenerator.Model;

namespace OrderPipeline.Avro.SourceGenerator.Parsing;

/// <summary>Says why a type is not known that another file seems to define: that file is not whole itself.</summary>
internal static class WaitingFiles
{
    /// <summary>A sentence to add to the error; empty where no file that waits defines the name.</summary>
    public static string Explain(string? unknownName, SchemaFile file, IReadOnlyList<SchemaFile>? others)
    {
        if (unknownName is null || others is null)
            return "";
        var definer = others.FirstOrDefault(other => other != file && Definitions(other).Contains(unknownName));
        return definer is null
            ? ""
            : $"; {Path.GetFileName(definer.Path)} defines it, but needs another type first: put types that need each "
                + "other into one file";
    }

    private static IEnumerable<string> Definitions(SchemaFile file)
    {
        try
        {
            return Definitions(SchemaNodeReader.Read(new SchemaText(file.Text ?? "")), null);
        }
        catch (AvroSchemaException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Definitions(SchemaNode node, string? space)
    {
        var isType = node.Kind == JsonValueKind.Object && node.Find("name") is { Kind: JsonValueKind.String }
            && node.Find("type")?.Value is "record" or "error" or "enum" or "fixed";
        if (isType)
        {
            var (ownSpace, name) = NameRules.Split(node.Find("name")!.Value);
            ownSpace ??= node.Find("namespace")?.Value ?? space;
            space = ownSpace is { Length: 0 } ? null : ownSpace;
            yield return NameRules.Join(space, name);
        }

        foreach (var inner in node.Children.SelectMany(child => Definitions(child, space)))
            yield return inner;
    }
}
