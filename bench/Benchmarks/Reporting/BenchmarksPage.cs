using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Benchmarks.Reporting;

/// <summary>Writes <c>docs/BENCHMARKS.md</c>: what was measured last, losing rows included.</summary>
internal static class BenchmarksPage
{
    /// <summary>Writes the page into the repository that this was built from.</summary>
    public static void Write(string path, GoalTable table, BenchArguments arguments, string load)
    {
        var text = new StringBuilder();
        var today = TimeProvider.System.GetUtcNow();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine("Made by `./dev bench --write`; do not edit.");
        text.AppendLine("Ratios are the result; absolute figures are of one machine on one day.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{today:yyyy-MM-dd}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription},");
        text.AppendLine("broker on the same machine;");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{arguments.Rounds} rounds of ours, baseline, baseline, ours;");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{arguments.Records:N0} orders of {arguments.Products} products in 4 partitions.");
        text.AppendLine(load).AppendLine();
        text.AppendLine("| goal | measured | limit | | range | what |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var result in table.Results) text.AppendLine(Row(result));

        text.AppendLine().AppendLine("Beside them, ours | baseline:").AppendLine();
        foreach (var result in table.Results.Where(result => result.Details.Length > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {result.Id} ({result.What}): {result.Details}");
        }

        File.WriteAllText(path, text.ToString());
    }

    private static string Row(GoalResult result) =>
        $"| {result.Id} | {result.Figure} | {result.Goal} | {result.Verdict} | {result.Range} | {result.What} |";
}
