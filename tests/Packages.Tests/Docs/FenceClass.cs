using System.Text;

namespace Packages.Tests.Docs;

/// <summary>A fence of C# as a file that compiles where the fence does.</summary>
internal static class FenceClass
{
    private static readonly string[] Given = ["Shop.Payment payment", "string url"];

    /// <summary>
    /// Its <c>using</c> lines stay on top; the rest becomes a method that has a payment and a registry's address.
    /// </summary>
    public static string Wrap(Fence fence, int number)
    {
        var lines = fence.Text.Split('\n');
        var head = lines.Where(IsUsing);
        var body = lines.Where(line => !IsUsing(line));
        return new StringBuilder()
            .AppendJoin('\n', head)
            .AppendLine()
            .AppendLine($"internal static class Fence{number}")
            .AppendLine("{")
            .AppendLine($"    public static async Task RunAsync({Parameters(fence)})")
            .AppendLine("    {")
            .AppendLine("        await Task.CompletedTask;")
            .AppendLine($"#line 1 \"{fence.Place}\"")
            .AppendJoin('\n', body)
            .AppendLine()
            .AppendLine("    }")
            .AppendLine("}")
            .ToString();
    }

    /// <summary>What a fence does not declare itself is given to it.</summary>
    private static string Parameters(Fence fence) =>
        string.Join(", ", Given
            .Where(parameter => !fence.Text.Contains($"var {parameter.Split(' ')[1]} =", StringComparison.Ordinal)));

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=');
}
