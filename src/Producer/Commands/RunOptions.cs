using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
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
        CustomParser = ParseCount,
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Orders a second; without it as fast as it goes.",
        HelpName = "R",
        CustomParser = ParseRate,
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Equal seeds give equal orders and ids; without it ids are unique.",
        HelpName = "S",
        CustomParser = ParseSeed,
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

    private static long? ParseCount(ArgumentResult result)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0)
            return count;
        result.AddError("--count takes a whole number above zero");
        return null;
    }

    private static double? ParseRate(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
            && rate is > 0 and <= 1e9)
            return rate;
        result.AddError("--rate takes a number above zero, at most 1e9");
        return null;
    }

    private static ulong? ParseSeed(ArgumentResult result)
    {
        if (ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return seed;
        result.AddError("--seed takes a whole number from 0 to 18446744073709551615");
        return null;
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
