namespace TestKit.Processes;

/// <summary>The lines that one stream of a program has given so far.</summary>
/// <remarks>Thread-safe: the process's reader adds while the test looks.</remarks>
internal sealed class ProgramLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public void Add(string line)
    {
        lock (_gate)
            _lines.Add(line);
    }

    public string? FirstWith(string text)
    {
        lock (_gate)
            return _lines.Find(line => line.Contains(text, StringComparison.Ordinal));
    }
}
