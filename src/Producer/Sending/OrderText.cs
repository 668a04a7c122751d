using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Sending;

/// <summary>An order as lines show it.</summary>
/// <param name="OrderId">Null where it is not known.</param>
/// <param name="Product">Null where it is not known.</param>
/// <param name="Price">Null where it is not known.</param>
internal readonly record struct OrderText(string? OrderId, string? Product, float? Price)
{
    public static OrderText Of(ReadOnlySpan<byte> value)
    {
        var order = OrderEncoder.Decode(value);
        return new OrderText(
            Encoding.UTF8.GetString(order.OrderId), Encoding.UTF8.GetString(order.Product), order.Price);
    }

    public static OrderText Of(UnsentRecord record) => record.Origin is BadLine line
        ? new OrderText(line.OrderId, line.Product, line.Price)
        : Of(record.Value);

    /// <summary>At least two decimals, and as many as the float has.</summary>
    public static string Show(float price) => price.ToString("0.00######", CultureInfo.InvariantCulture);

    public override string ToString()
    {
        var text = new StringBuilder(TerminalText.Clean(OrderId ?? "?"));
        if (Product is not null) text.Append(' ').Append(TerminalText.Clean(Product));
        if (Price is { } price) text.Append(' ').Append(Show(price));
        return text.ToString();
    }
}
