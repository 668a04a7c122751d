using System.Globalization;

namespace Avro.Fuzz.Running;

/// <summary>What the command line says.</summary>
internal sealed record FuzzOptions
{
    internal const string Usage = """
        usage: dotnet run --project tests/Avro.Fuzz -c Release -- [--minutes N] [--seed N] [--targets A,B,…]
                 [--out FOLDER] [--replay FILE] [--plain]
          --minutes   how long, 1 unless told
          --seed      decides all cases, 1 unless told
          --targets   data, classes, resolver, schema, pair, files, json, order, framing; all unless told
          --out       takes findings, and keeps the inputs that a later run goes on with; artifacts/fuzz unless told
          --replay    runs one file, TARGET-….bin, and says what happens
          --plain     in this process, without counting which code is reached
        """;

    public double Minutes { get; private init; } = 1;

    public int Seed { get; private init; } = 1;

    public string[]? Targets { get; private init; }

    public string Out { get; private init; } = "artifacts/fuzz";

    public string? Replay { get; private init; }

    public bool IsPlain { get; private init; }

    /// <summary>The file of the process that watches; given to the watched one.</summary>
    public string? Heartbeat { get; private init; }

    /// <summary>Null where the arguments are none.</summary>
    internal static FuzzOptions? Parse(string[] arguments)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--plain")
            {
                options = options with { IsPlain = true };
                continue;
            }

            if (++i == arguments.Length || With(options, arguments[i - 1], arguments[i]) is not { } next)
                return null;
            options = next;
        }

        return options;
    }

    private static FuzzOptions? With(FuzzOptions options, string name, string value)
    {
        var culture = CultureInfo.InvariantCulture;
        return name switch
        {
            "--minutes" when double.TryParse(value, NumberStyles.AllowDecimalPoint, culture, out var minutes) =>
                options with { Minutes = minutes },
            "--seed" when int.TryParse(value, NumberStyles.None, culture, out var seed) =>
                options with { Seed = seed },
            "--targets" => options with { Targets = value.Split(',') },
            "--out" => options with { Out = value },
            "--replay" => options with { Replay = value },
            "--heartbeat" => options with { Heartbeat = value },
            _ => null,
        };
    }
}
