using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry.Serdes;

namespace OrderPipeline.AggregationConsumer.Commands;

/// <summary>Writers of everything that this program writes, their schema ids known.</summary>
internal sealed record ProgramSchemas(
    RegisteredWriter<ProductAverage> Averages,
    RegisteredWriter<Ledger> Ledgers,
    RegisteredWriter<DeadLetter> DeadLetters);
