using System.CommandLine;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>The commands of a program; the default one also runs when no command is named.</summary>
/// <param name="description">What the program is for, in one sentence.</param>
public sealed class CommandTable(string description)
{
    private readonly List<(Command Command, Func<CommandContext, Task<int>> Run)> _commands = [];

    internal RootCommand Root { get; } = new(description);

    /// <summary>Adds a command.</summary>
    /// <param name="name">Its word on the command line.</param>
    /// <param name="summary">What it does, for the help.</param>
    /// <param name="run">Does it and returns an exit code.</param>
    /// <param name="symbols">Its options and arguments.</param>
    public CommandTable Add(
        string name, string summary, Func<CommandContext, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, summary);
        Fill(command, run, symbols);
        Root.Add(command);
        return this;
    }

    /// <summary>Adds the command that also runs when none is named; its options then stand on the root.</summary>
    /// <param name="name">Its word on the command line.</param>
    /// <param name="summary">What it does, for the help.</param>
    /// <param name="run">Does it and returns an exit code.</param>
    /// <param name="symbols">Its options and arguments.</param>
    public CommandTable Default(
        string name, string summary, Func<CommandContext, Task<int>> run, params Symbol[] symbols)
    {
        Fill(Root, run, symbols);
        return Add(name, summary, run, symbols);
    }

    internal Func<CommandContext, Task<int>>? Find(Command command) =>
        _commands.Find(entry => ReferenceEquals(entry.Command, command)).Run;

    /// <summary>From now on the parser takes no settings; the help is written from this.</summary>
    internal void RefuseUnknown()
    {
        Root.TreatUnmatchedTokensAsErrors = true;
        foreach (var (command, _) in _commands) command.TreatUnmatchedTokensAsErrors = true;
    }

    private void Fill(Command command, Func<CommandContext, Task<int>> run, Symbol[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Add(option);
            else if (symbol is Argument argument)
                command.Add(argument);
        }
        command.TreatUnmatchedTokensAsErrors = false;
        // The action makes the command complete for the parser; the host runs it with more than the parser knows.
        command.SetAction(_ => ExitCode.Done);
        _commands.Add((command, run));
    }
}
