namespace OrderPipeline.Avro;

/// <summary>What a reader must remember to read the same bytes again.</summary>
internal readonly record struct AvroReaderMark(int Position, int EmptyItemsLeft);
