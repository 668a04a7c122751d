namespace Tidy.Tests.Files;

/// <summary>The breaches that are allowed, each with its reason, and whether it was needed.</summary>
internal sealed class ExceptionList
{
    private readonly List<(string Rule, string Path)> _entries = [];

    /// <exception cref="FormatException">A line has no rule, path or reason.</exception>
    public ExceptionList(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            if (parts.Length != 3 || parts.Any(part => part.Length == 0))
                throw new FormatException($"an exception is `rule | path | reason`, not `{line}`");
            _entries.Add((parts[0], parts[1]));
        }
    }

    public IEnumerable<string> RuleNames => _entries.Select(entry => entry.Rule).Distinct();

    /// <summary>The breaches that no exception allows.</summary>
    public IEnumerable<Breach> NotAllowed(string rule, IEnumerable<Breach> breaches) =>
        breaches.Where(breach => !_entries.Contains((rule, breach.Path)));

    /// <summary>The exceptions of this rule that no breach needs.</summary>
    public IEnumerable<string> Unneeded(string rule, IReadOnlyCollection<Breach> breaches) =>
        _entries.Where(entry => entry.Rule == rule && breaches.All(breach => breach.Path != entry.Path))
            .Select(entry => $"{entry.Path} no longer breaks {rule}: take it out of exceptions.txt");
}
