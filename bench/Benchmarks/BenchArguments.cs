using System.Globalization;
using OrderPipeline.Messaging.Hosting;

namespace Benchmarks;

/// <summary>What is to be measured, from the command line.</summary>
internal sealed record BenchArguments
{
    public const string Usage =
        "usage: ./dev bench [avro] [pipeline] [G7 …] [--rounds N] [--records N] [--products N] [--runs N]\n"
        + "       [--seconds N] [--write] [--consumer PROPERTY=VALUE] [--producer PROPERTY=VALUE]";

    private static readonly string[] CodecGoals = ["G1", "G2", "G3", "G4", "G5", "G18"];
    private static readonly string[] PipelineGoals =
        ["G7", "G9", "G10", "G12", "G13", "G14", "G15", "G16", "G17", "G19", "G20", "G21", "G22"];

    /// <summary>Goals to measure.</summary>
    public required IReadOnlySet<string> Goals { get; init; }

    /// <summary>Rounds of ours, baseline, baseline, ours.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Orders that are loaded once for the goals that need a broker.</summary>
    public int Records { get; init; } = 2_000_000;

    /// <summary>Different products in them.</summary>
    public int Products { get; init; } = 100;

    /// <summary>How often each fault is made: kills, rebalances.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>How long a steady state is watched.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>Properties of librdkafka that our consumers get instead of the programs' own.</summary>
    public Dictionary<string, string> Consumer { get; } = [];

    /// <summary>The same for our producers.</summary>
    public Dictionary<string, string> Producer { get; } = [];

    /// <summary>Write <c>docs/BENCHMARKS.md</c> as well.</summary>
    public bool IsWritten { get; init; }

    public bool NeedsBroker => Goals.Overlaps(PipelineGoals);

    /// <exception cref="ProgramException">The command line is bad.</exception>
    public static BenchArguments Parse(string[] args)
    {
        var goals = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var arguments = new BenchArguments { Goals = goals };
        for (var index = 0; index < args.Length; index++)
        {
            arguments = args[index] switch
            {
                "--rounds" => arguments with { Rounds = Number(args, ++index) },
                "--records" => arguments with { Records = Number(args, ++index) },
                "--products" => arguments with { Products = Number(args, ++index) },
                "--runs" => arguments with { Runs = Number(args, ++index) },
                "--seconds" => arguments with { Seconds = Number(args, ++index) },
                "--consumer" => arguments.With(arguments.Consumer, args, ++index),
                "--producer" => arguments.With(arguments.Producer, args, ++index),
                "--write" => arguments with { IsWritten = true },
                _ => Add(goals, args[index]) ? arguments : throw Bad($"'{args[index]}' is not known"),
            };
        }

        if (goals.Count == 0) goals.UnionWith([.. CodecGoals, .. PipelineGoals]);
        if (arguments.IsWritten && arguments.Consumer.Count + arguments.Producer.Count > 0)
            throw Bad("--write publishes the programs' own settings: it goes without --consumer and --producer");
        return arguments;
    }

    private static bool Add(HashSet<string> goals, string word)
    {
        switch (word)
        {
            case "avro": goals.UnionWith(CodecGoals); return true;
            case "pipeline": goals.UnionWith(PipelineGoals); return true;
            default:
                var isKnown = CodecGoals.Concat(PipelineGoals)
                    .Contains(word, StringComparer.OrdinalIgnoreCase);
                if (isKnown) goals.Add(word);
                return isKnown;
        }
    }

    private BenchArguments With(Dictionary<string, string> properties, string[] args, int index)
    {
        var parts = index < args.Length ? args[index].Split('=', 2) : [];
        if (parts.Length < 2) throw Bad($"{args[index - 1]} needs a property, name=value");
        properties[parts[0]] = parts[1];
        return this;
    }

    private static int Number(string[] args, int index) =>
        index < args.Length
        && int.TryParse(args[index], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : throw Bad($"{args[index - 1]} needs a number from 1");

    private static ProgramException Bad(string problem) => new(ExitCode.Usage, $"{problem}; {Usage}");
}
