using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Source;

/// <summary>The first orders of another source: <c>--count</c>.</summary>
internal sealed class CountedOrderSource(IOrderSource inner, long count) : IOrderSource
{
    private long _left = count;

    public SourceStatus TryRead(out OrderFields order, out BadLine? badLine)
    {
        if (_left == 0)
        {
            order = default;
            badLine = null;
            return SourceStatus.End;
        }

        var status = inner.TryRead(out order, out badLine);
        if (status is SourceStatus.Order or SourceStatus.BadLine) _left--;
        return status;
    }

    public void Dispose() => inner.Dispose();
}
