using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrderPipeline.Messaging.Hosting;

namespace OrderPipeline.Demo.Commands;

/// <summary>The options of the demo.</summary>
internal sealed class DemoOptions
{
    // Where docker compose and `./dev local` have them too, so that a kept cluster needs no settings.
    private const int UsualKafkaPort = 9092;
    private const int UsualRegistryPort = 8081;

    private static readonly DemoArguments Defaults = new();

    private readonly Option<int> _orders = new("--orders")
    {
        Description = "How many orders the producer sends, 200,000 at most.",
        HelpName = "N",
        CustomParser = result => ParseNumber(result, "--orders", 1, DemoArguments.MaxOrders),
        DefaultValueFactory = _ => Defaults.Orders,
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Equal seeds give equal orders.",
        HelpName = "S",
        CustomParser = ParseSeed,
        DefaultValueFactory = _ => Defaults.Seed,
    };

    private readonly Option<string> _fail = new("--fail")
    {
        Description = "The product whose processing always fails; '' for none.",
        HelpName = "PRODUCT",
        DefaultValueFactory = _ => Defaults.Fail,
    };

    private readonly Option<bool> _keep = new("--keep")
    {
        Description = "Leaves Kafka and the registry up until Ctrl+C, on localhost:9092 and http://localhost:8081.",
    };

    private readonly Option<int?> _kafkaPort = new("--kafka-port")
    {
        Description = "Kafka's port on localhost; without it a free one, or 9092 with --keep.",
        HelpName = "PORT",
        CustomParser = result => ParseNumber(result, "--kafka-port", 1, ushort.MaxValue),
    };

    private readonly Option<int?> _registryPort = new("--registry-port")
    {
        Description = "The registry's port on localhost; without it a free one, or 8081 with --keep.",
        HelpName = "PORT",
        CustomParser = result => ParseNumber(result, "--registry-port", 1, ushort.MaxValue),
    };

    public Symbol[] All => [_orders, _seed, _fail, _keep, _kafkaPort, _registryPort];

    /// <exception cref="ProgramException">A setting of the programs was given: the demo sets them itself.</exception>
    public DemoArguments Read(CommandContext context)
    {
        if (context.Overrides.Count > 0)
            throw new ProgramException(
                ExitCode.Usage,
                $"{context.Overrides[0].Split('=')[0]}: the demo gives the programs their settings itself; "
                + "run ./dev local and the programs beside it to try others");
        var keeps = context.Get(_keep);
        return new()
        {
            Orders = context.Get(_orders),
            Seed = context.Get(_seed),
            Fail = context.Get(_fail) ?? "",
            Keep = keeps,
            KafkaPort = context.Get(_kafkaPort) ?? (keeps ? UsualKafkaPort : 0),
            RegistryPort = context.Get(_registryPort) ?? (keeps ? UsualRegistryPort : 0),
        };
    }

    private static int ParseNumber(ArgumentResult result, string option, int lowest, int highest)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= lowest && number <= highest)
            return number;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{option} takes a whole number from {lowest:N0} to {highest:N0}"));
        return 0;
    }

    private static ulong ParseSeed(ArgumentResult result)
    {
        if (ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return seed;
        result.AddError("--seed takes a whole number from 0 to 18446744073709551615");
        return 0;
    }
}
