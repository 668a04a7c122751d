using System.CommandLine;
using System.CommandLine.Parsing;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Producer.Source.Random;

namespace OrderPipeline.Producer.Commands;

/// <summary>The options of <c>run</c> (SPEC 3).</summary>
internal sealed class RunOptions
{
    private readonly Option<long?> _count = new("--count")
    {
        Description = "How many orders to take; without it all of the input, or random ones without end.",
        HelpName = "N",
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Orders a second; without it as fast as it goes.",
        HelpName = "R",
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Equal seeds give equal orders and ids; without it ids are unique.",
        HelpName = "S",
    };

    private readonly Option<string[]> _products = new("--products")
    {
        Description = "Products to choose from, with commas between them.",
        HelpName = "A,B,…",
        CustomParser = ParseProducts,
        DefaultValueFactory = _ => [.. RunArguments.DefaultProducts],
    };

    private readonly Option<PriceRange> _price = new("--price")
    {
        Description = "Lowest and highest price, in cents at the finest.",
        HelpName = "MIN..MAX",
        CustomParser = ParsePrice,
        DefaultValueFactory = _ => PriceRange.Default,
    };

    private readonly Option<string?> _input = new("--input")
    {
        Description = "JSON lines {\"orderId\",\"product\",\"price\"} from a file, or - for standard input.",
        HelpName = "FILE|-",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "The summary as one JSON object, and no other output.",
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No line for each order." };

    public RunOptions()
    {
        _count.Validators.Add(result => Require(result, _count, count => count > 0, "--count must be above zero"));
        _rate.Validators.Add(result => Require(
            result, _rate, rate => rate is > 0 and <= 1e9, "--rate must be above zero, at most 1e9"));
    }

    public Symbol[] All => [_count, _rate, _seed, _products, _price, _input, _json, _quiet];

    /// <exception cref="ProgramException">Options contradict each other.</exception>
    public RunArguments Read(CommandContext context)
    {
        var input = context.Get(_input);
        if (input is not null)
        {
            foreach (Option random in new Option[] { _seed, _products, _price })
            {
                if (context.Arguments.GetResult(random) is { Implicit: false })
                    throw new ProgramException(
                        ExitCode.Usage, $"{random.Name} does not go with --input: the orders are given");
            }
        }

        return new RunArguments
        {
            Count = context.Get(_count),
            Rate = context.Get(_rate),
            Seed = context.Get(_seed),
            Products = context.Get(_products)!,
            Prices = context.Get(_price),
            Input = input,
            IsJson = context.Get(_json),
            IsQuiet = context.Get(_quiet),
        };
    }

    private static void Require<T>(OptionResult result, Option<T?> option, Func<T, bool> holds, string message)
        where T : struct
    {
        if (result.Tokens.Count == 1 && result.GetValue(option) is { } value && !holds(value)) result.AddError(message);
    }

    private static string[] ParseProducts(ArgumentResult result)
    {
        var products = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        if (products.Any(product => product.Length == 0 || product[0] == '$'))
            result.AddError("--products takes names with commas between them; none may be empty or begin with $");
        return products;
    }

    private static PriceRange ParsePrice(ArgumentResult result)
    {
        if (!PriceRange.TryParse(result.Tokens[0].Value, out var range))
            result.AddError("--price takes MIN..MAX, as in 10..99.95: from 0.01, two decimals at most, below 10^12");
        return range;
    }
}
