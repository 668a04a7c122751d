using OrderPipeline.Demo.Screen;
using OrderPipeline.LocalCluster;
using OrderPipeline.Messaging.Hosting;
using Spectre.Console;

namespace OrderPipeline.Demo.Commands;

/// <summary>Runs the demo and says whether the books balance.</summary>
internal static class DemoCommand
{
    /// <returns>0 only where the books balance.</returns>
    /// <exception cref="ProgramException">Something failed, or the demo was stopped before it could tell.</exception>
    public static async Task<int> RunAsync(CommandContext context, DemoArguments arguments)
    {
        IDemoScreen screen = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi
            ? new TerminalScreen(AnsiConsole.Console, context.Clock)
            : new PlainScreen(context.Output, context.Clock);
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(OptionsOf(arguments), context.Stopping);
            return await new DemoRun(arguments, cluster, screen, context).RunAsync();
        }
        catch (OperationCanceledException) when (context.Output.Closed.IsCancellationRequested)
        {
            // Nobody reads any more, so nobody is told.
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            throw new ProgramException(ExitCode.Failed, "stopped before the books were balanced");
        }
        catch (PortTakenException taken)
        {
            throw new ProgramException(ExitCode.Failed, taken.Message, taken);
        }
    }

    private static EmbeddedClusterOptions OptionsOf(DemoArguments arguments) => new()
    {
        KafkaPort = arguments.KafkaPort,
        RegistryPort = arguments.RegistryPort,
        Topics = DemoTopics.For(arguments.Orders),
    };
}
