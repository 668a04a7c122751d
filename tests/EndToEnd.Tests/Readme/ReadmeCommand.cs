using TestKit.Repository;

namespace EndToEnd.Tests.Readme;

/// <summary>A command of README and the lines that it says it prints.</summary>
/// <param name="Line">What a person types.</param>
/// <param name="Output">What follows it, up to the next command or the end of the block.</param>
internal sealed record ReadmeCommand(string Line, IReadOnlyList<string> Output)
{
    private const string Indent = "    ";
    private const string Prompt = Indent + "$ ";

    /// <summary>All commands, in order.</summary>
    public static IReadOnlyList<ReadmeCommand> All()
    {
        var commands = new List<ReadmeCommand>();
        List<string>? output = null;
        foreach (var line in File.ReadLines(RepositoryRoot.PathOf("README.md")))
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
                commands.Add(new(line[Prompt.Length..], output = []));
            else if (line.StartsWith(Indent, StringComparison.Ordinal))
                output?.Add(line[Indent.Length..]);
            else if (line.Length > 0)
                output = null;
        }

        return commands;
    }
}
