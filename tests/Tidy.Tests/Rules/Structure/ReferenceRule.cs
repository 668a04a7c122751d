using System.Xml.Linq;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Structure;

/// <summary>Who may reference whom: the picture of the house that docs/ARCHITECTURE.md draws.</summary>
internal sealed class ReferenceRule : IRule
{
    private static readonly string[] Program = ["Messaging", "Contracts"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        // To be built before it is packed; no code of it is referenced.
        ["Avro"] = ["Avro.SourceGenerator"],
        ["Avro.SourceGenerator"] = [],
        ["SchemaRegistry"] = ["Avro"],
        ["Messaging"] = ["SchemaRegistry", "Avro"],
        ["Contracts"] = ["Avro", "Avro.SourceGenerator"],
        ["Producer"] = Program,
        ["AggregationConsumer"] = Program,
        ["DlqMonitor"] = Program,
        ["LocalCluster"] = ["Avro"],
        ["Demo"] =
        [
            "Producer", "AggregationConsumer", "DlqMonitor", "LocalCluster",
            "Messaging", "Contracts", "SchemaRegistry", "Avro",
        ],
    };

    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files) =>
        files.Where(file => file.IsUnder("src") && Path.GetExtension(file.Name) == ".csproj").SelectMany(Check);

    private static IEnumerable<Breach> Check(TrackedFile file)
    {
        var project = Path.GetFileNameWithoutExtension(file.Name);
        var items = XDocument.Parse(file.Text).Descendants().ToList();
        if (!Allowed.TryGetValue(project, out var allowed))
            yield return new(file.Path, 0, $"{project} is not in the table of references (docs/ARCHITECTURE.md)");
        foreach (var referenced in ReferencesOf(items).Except(allowed ?? []))
            yield return new(file.Path, 0, $"{project} may not reference {referenced}");
        if (project == "Avro" && items.Any(item => item.Name.LocalName == "PackageReference"))
            yield return new(file.Path, 0, "Avro references no package: no Kafka, no HTTP");
    }

    private static IEnumerable<string> ReferencesOf(IEnumerable<XElement> items) =>
        from item in items
        where item.Name.LocalName == "ProjectReference"
        let path = (item.Attribute("Include")?.Value ?? "").Replace('\\', '/')
        select Path.GetFileNameWithoutExtension(path);
}
