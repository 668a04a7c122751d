using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tidy.Tests.Files;

namespace Tidy.Tests.Rules.Structure;

/// <summary>A log event's number means one thing, and its thousands say which project it comes from.</summary>
internal sealed class EventIdRule : IRule
{
    private static readonly Dictionary<string, int> Thousands = new()
    {
        ["Producer"] = 1,
        ["AggregationConsumer"] = 2,
        ["DlqMonitor"] = 3,
        ["SchemaRegistry"] = 4,
        ["Messaging"] = 5,
        ["LocalCluster"] = 6,
    };

    public IEnumerable<Breach> Check(IReadOnlyList<TrackedFile> files)
    {
        var seen = new Dictionary<int, string>();
        foreach (var file in files.Where(file => file.IsCSharp && file.IsUnder("src")))
        {
            var project = file.Path.Split('/')[1];
            foreach (var (node, id) in EventIdsIn(file))
            {
                if (!seen.TryAdd(id, file.Path))
                    yield return file.Breaks(node, $"event {id} is already in {seen[id]}");
                if (!Thousands.TryGetValue(project, out var thousand) || id / 1000 != thousand)
                    yield return file.Breaks(node, $"event {id} lies outside the numbers of {project}");
            }
        }
    }

    private static IEnumerable<(SyntaxNode Node, int Id)> EventIdsIn(TrackedFile file)
    {
        foreach (var node in file.Root.DescendantNodes())
        {
            var value = node switch
            {
                AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "EventId" } argument => argument.Expression,
                AttributeArgumentSyntax { NameColon.Name.Identifier.Text: "eventId" } argument => argument.Expression,
                ObjectCreationExpressionSyntax { Type: var type, ArgumentList.Arguments: [var first, ..] }
                    when type.ToString() == "EventId" => first.Expression,
                _ => null,
            };
            if (value is LiteralExpressionSyntax { Token.Value: int id })
                yield return (node, id);
        }
    }
}
