using System.Text;

namespace EndToEnd.Tests.Injection;

/// <summary>Orders that a test itself makes, in a file for the producer, and what their books must be.</summary>
/// <remarks>Prices are quarters, so that their sum is exact in decimal arithmetic.</remarks>
internal sealed class SentOrders : IDisposable
{
    private static readonly decimal[] Prices = [10.25m, 20.5m, 0.75m, 100m];

    private SentOrders(string path) => Path = path;

    public string Path { get; }

    public static async Task<SentOrders> WriteAsync(int count)
    {
        var lines = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            lines.Append(FormattableString.Invariant(
                $$"""{"orderId":"o{{number}}","product":"Item{{number % 5}}","price":{{PriceOf(number)}}}"""));
            lines.Append('\n');
        }

        var path = System.IO.Path.GetTempFileName();
        await File.WriteAllTextAsync(path, lines.ToString());
        return new SentOrders(path);
    }

    public void Dispose() => File.Delete(Path);

    /// <summary>The price of the order with this number, which its id ends with.</summary>
    public static decimal PriceOf(int number) => Prices[number % Prices.Length];
}
