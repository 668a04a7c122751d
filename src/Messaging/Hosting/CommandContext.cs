using System.CommandLine;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>
/// What a command gets when it runs: its arguments, the settings' overrides, its outputs and the stop signal.
/// </summary>
/// <param name="program">Name of the program, as in <c>client.id</c>.</param>
/// <param name="arguments">The parsed command line.</param>
/// <param name="overrides">The tokens <c>--Section:Key=value</c>.</param>
/// <param name="outputs">Where lines go, and the clock.</param>
/// <param name="stopping">Cancelled by Ctrl+C, SIGTERM, or when nobody reads standard output any more.</param>
public sealed class CommandContext(
    string program, ParseResult arguments, IReadOnlyList<string> overrides, ProgramOutputs outputs,
    CancellationToken stopping)
{
    /// <summary>Name of the program.</summary>
    public string Program => program;

    /// <summary>The parsed command line.</summary>
    public ParseResult Arguments => arguments;

    /// <summary>The settings that the command line gives, for <see cref="SettingsLoader"/>.</summary>
    public IReadOnlyList<string> Overrides => overrides;

    /// <summary>Lines for people and for other programs; writing never waits for whoever reads them.</summary>
    public ConsoleLines Output => outputs.Lines;

    /// <summary>Warnings and errors, one line each.</summary>
    public TextWriter Error => outputs.Error;

    /// <summary>The clock of everything that the command does.</summary>
    public TimeProvider Clock => outputs.Clock;

    /// <summary>Cancelled when the program is to stop.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>The value of an option, or its default.</summary>
    public T? Get<T>(Option<T> option) => arguments.GetValue(option);

    /// <summary>The value of an argument, or its default.</summary>
    public T? Get<T>(Argument<T> argument) => arguments.GetValue(argument);
}
