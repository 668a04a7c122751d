using System.CommandLine;
using System.Globalization;
using System.Text;
using OrderPipeline.LocalCluster.Screen;

namespace OrderPipeline.LocalCluster.Commands;

/// <summary>The command line of <c>./dev local</c>, and the exit code of each way it can end.</summary>
internal static class LocalCommand
{
    private static readonly Option<int> KafkaPort = Port("--kafka-port", "Kafka's port", Guide.DefaultKafkaPort);

    private static readonly Option<int> RegistryPort =
        Port("--registry-port", "The schema registry's port", Guide.DefaultRegistryPort);

    private static readonly Option<bool> Plain = new("--plain")
    {
        Description = "Plain lines instead of a screen that refreshes.",
    };

    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var root = new RootCommand("Kafka and a schema registry in one process, in memory, on localhost.")
        {
            KafkaPort, RegistryPort, Plain,
        };
        // The action makes the command complete for the parser; what it stands for is run below.
        root.SetAction(_ => ExitCode.Done);
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            var wrong = string.Join(" ", result.Errors.Select(error => error.Message.ReplaceLineEndings(" ")));
            return Fail(ExitCode.Usage, wrong);
        }
        if (!ReferenceEquals(result.Action, root.Action))
            return await result.InvokeAsync();
        try
        {
            var options = new EmbeddedClusterOptions
            {
                KafkaPort = result.GetValue(KafkaPort),
                RegistryPort = result.GetValue(RegistryPort),
            };
            return await LocalRun.RunAsync(options, result.GetValue(Plain));
        }
        catch (Exception failure)
        {
            return Fail(ExitCode.Failed, failure.Message.ReplaceLineEndings(" "));
        }
    }

    private static Option<int> Port(string name, string what, int usual) => new(name)
    {
        Description = $"{what} on localhost; 0 takes a free one.",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                && port <= ushort.MaxValue)
                return port;
            result.AddError($"{name} {text}: ports go from 0 to 65535");
            return 0;
        },
    };

    private static int Fail(int code, string sentence)
    {
        Console.Error.WriteLine("error: " + sentence);
        return code;
    }
}
