using System.Security.Cryptography;

namespace OrderPipeline.Producer.Source.Lines;

/// <summary>
/// Orders from JSON lines. Blank lines are passed over; a bad one is given out as such, and the next one
/// follows.
/// </summary>
internal sealed class LineOrderSource(LineReader lines) : IOrderSource
{
    private readonly OrderLineParser _parser = new();

    public SourceStatus TryRead(out OrderFields order, out BadLine? badLine)
    {
        order = default;
        badLine = null;
        while (true)
        {
            var status = lines.TryRead(out var line);
            if (status == LineStatus.Waiting) return SourceStatus.Waiting;
            if (status == LineStatus.End) return SourceStatus.End;
            if (status == LineStatus.TooLong)
            {
                const string TooLong = "The line is too long to be an order.";
                badLine = new BadLine(lines.Number, TooLong, null, lines.LongLength, lines.LongSha256);
                return SourceStatus.BadLine;
            }

            if (line.IndexOfAnyExcept(" \t"u8) < 0) continue;
            if (_parser.Parse(line, out order) is not { } reason) return SourceStatus.Order;
            badLine = Bad(line, reason);
            return SourceStatus.BadLine;
        }
    }

    public void Dispose() => lines.Dispose();

    private BadLine Bad(ReadOnlySpan<byte> line, string reason) =>
        new(lines.Number, reason, line.ToArray(), line.Length, SHA256.HashData(line))
        {
            OrderId = _parser.OrderId,
            Product = _parser.Product,
            Price = _parser.Price,
        };
}
