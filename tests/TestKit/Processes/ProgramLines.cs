namespace TestKit.Processes;

/// <summary>The lines that one stream of a program has given so far.</summary>
/// <remarks>Thread-safe: the process's reader adds while the test looks.</remarks>
internal sealed class ProgramLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<DateTimeOffset> _times = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>Each with the time of day at which it came, UTC.</summary>
    public IReadOnlyList<string> Timed
    {
        get
        {
            lock (_gate)
                return [.. _lines.Zip(_times, At)];
        }
    }

    private static string At(string line, DateTimeOffset time) =>
        FormattableString.Invariant($"{time:HH:mm:ss.fff} {line}");

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            _times.Add(TimeProvider.System.GetUtcNow());
        }
    }

    public string? FirstWith(string text)
    {
        lock (_gate)
            return _lines.Find(line => line.Contains(text, StringComparison.Ordinal));
    }
}
