using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using OrderPipeline.Messaging.Output;

namespace OrderPipeline.Messaging.Hosting;

/// <summary>
/// Runs a program's command and turns every way it can end into one line and an exit code (SPEC 7).
/// </summary>
public static class ProgramHost
{
    private const string SettingsHelp =
        "\n\nSettings:\n"
        + "  --Section:Key=value  Any setting for this run, as in --Kafka:BootstrapServers=localhost:9092.";

    private static readonly TimeSpan LastLines = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs the command that the arguments name on the real console, with the real signals and clock.
    /// </summary>
    /// <param name="program">Name of the program, as in <c>producer</c>.</param>
    /// <param name="args">The command line.</param>
    /// <param name="table">The commands there are.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(string program, string[] args, CommandTable table)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var signals = new StopSignals(TimeProvider.System, () => Environment.Exit(ExitCode.Failed));
        using var lines = new ConsoleLines(StandardOutput.Open(), TimeProvider.System);
        using var errorLines = new ConsoleLines(StandardOutput.OpenError(), TimeProvider.System);
        await using var errors = new QueuedTextWriter(errorLines);
        var outputs = new ProgramOutputs(lines, errors, TimeProvider.System);
        return await RunAsync(program, args, table, outputs, signals.Stopping);
    }

    /// <summary>Runs the command with outputs and a stop signal of the caller's.</summary>
    /// <param name="program">Name of the program.</param>
    /// <param name="args">The command line.</param>
    /// <param name="table">The commands there are.</param>
    /// <param name="outputs">Where lines go, and the clock.</param>
    /// <param name="stop">Cancelled when the program is to stop.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(
        string program, IReadOnlyList<string> args, CommandTable table, ProgramOutputs outputs, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(outputs);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, outputs.Lines.Closed);
        try
        {
            return await InvokeAsync(program, args, table, outputs, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (Exception failure)
        {
            // What was printed before the failure stands before its sentence.
            outputs.Lines.Flush(LastLines);
            var (code, text) = FailureText.Of(failure);
            await outputs.Error.WriteLineAsync("error: " + text);
            return code;
        }
        finally
        {
            outputs.Lines.Flush(LastLines);
        }
    }

    private static async Task<int> InvokeAsync(
        string program, IReadOnlyList<string> args, CommandTable table, ProgramOutputs outputs, CancellationToken stop)
    {
        var result = table.Root.Parse(SettingOverrides.Last(args));
        if (result.Errors.Count > 0)
            throw new ProgramException(ExitCode.Usage, string.Join("; ", result.Errors.Select(error => error.Message)));
        if (result.Action is not null && table.Find(result.CommandResult.Command) is { } run
            && ReferenceEquals(result.Action, result.CommandResult.Command.Action))
        {
            var overrides = SettingOverrides.Of(result);
            return await run(new CommandContext(program, result, overrides, outputs, stop));
        }
        using var help = new StringWriter();
        var isHelp = result.Action is HelpAction;
        // Else the help speaks of further arguments; what more there may be are settings, and it says so below.
        if (isHelp) table.RefuseUnknown();
        var code = await result.InvokeAsync(
            new InvocationConfiguration { Output = help, Error = outputs.Error, EnableDefaultExceptionHandler = false },
            CancellationToken.None);
        outputs.Lines.WriteReport(help.ToString().TrimEnd() + (isHelp ? SettingsHelp : ""));
        return code == 0 ? ExitCode.Done : ExitCode.Usage;
    }
}
