using System.Globalization;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>A price for people: dollars, two decimals at least, and never fewer digits than tell it apart.</summary>
internal static class PriceText
{
    private const float LargestPlain = 1e15f;

    public static string Of(float? price) => price switch
    {
        null => "unknown",
        < 0 and > -LargestPlain => "-$" + Plain(-price.Value),
        > -LargestPlain and < LargestPlain => "$" + Plain(price.Value),
        _ => price.Value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Plain(float price) => decimal
        .Parse(price.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
        .ToString("0.00##########################", CultureInfo.InvariantCulture);
}
