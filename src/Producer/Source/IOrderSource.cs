using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Source;

/// <summary>Where the orders come from. One thread asks it; asking never waits.</summary>
internal interface IOrderSource : IDisposable
{
    /// <summary>The next order, if there is one at the moment.</summary>
    /// <param name="order">Set for <see cref="SourceStatus.Order"/>; valid until the next call.</param>
    /// <param name="badLine">Set for <see cref="SourceStatus.BadLine"/>.</param>
    SourceStatus TryRead(out OrderFields order, out BadLine? badLine);
}
