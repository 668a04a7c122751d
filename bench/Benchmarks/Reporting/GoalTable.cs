namespace Benchmarks.Reporting;

/// <summary>Prints each goal as soon as it is measured, and keeps it for the page.</summary>
internal sealed class GoalTable(TextWriter output)
{
    private readonly List<GoalResult> _results = [];

    public IReadOnlyList<GoalResult> Results => _results;

    public void Add(GoalResult result)
    {
        _results.Add(result);
        var range = result.Range.Length == 0 ? "" : $"({result.Range})";
        output.WriteLine(
            $"{result.Id,-4} {result.Figure,10} {result.Goal,10} {result.Verdict,-5} {range,-13} {result.What}");
        if (result.Details.Length > 0) output.WriteLine($"     {result.Details}");
    }

    /// <summary>Says what is going on between the lines.</summary>
    public void Note(string text) => output.WriteLine($"# {text}");
}
