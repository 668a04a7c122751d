namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>One product's name, kept once for the whole process.</summary>
/// <param name="Id">Counts from 0 in the order in which products were first seen; it stands for nothing
/// outside.</param>
/// <param name="Name">The name.</param>
/// <param name="Utf8">The name's bytes; never written to.</param>
internal sealed record Product(int Id, string Name, byte[] Utf8);
