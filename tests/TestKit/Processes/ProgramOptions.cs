namespace TestKit.Processes;

/// <summary>How a program is started, beyond its arguments.</summary>
public sealed record ProgramOptions
{
    /// <summary>Added to the environment; a null value takes the name out of it.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Whether standard input stays open for <see cref="ProgramRun.WriteAsync"/>; else it is at its end from
    /// the start.
    /// </summary>
    public bool KeepsInputOpen { get; init; }

    /// <summary>The folder it runs in; the temporary folder where nothing is said.</summary>
    public string WorkingFolder { get; init; } = Path.GetTempPath();
}
