namespace OrderPipeline.Avro.SourceGenerator.Emitting;

/// <summary>Fully qualified names of what generated code calls.</summary>
internal static class Runtime
{
    public const string Reader = "global::OrderPipeline.Avro.AvroReader";
    public const string Writer = "global::OrderPipeline.Avro.AvroWriter";
    public const string Status = "global::OrderPipeline.Avro.AvroStatus";
    public const string ErrorCode = "global::OrderPipeline.Avro.AvroErrorCode";
    public const string Exception = "global::OrderPipeline.Avro.AvroException";
    public const string Record = "global::OrderPipeline.Avro.IAvroRecord";
    public const string Schema = "global::OrderPipeline.Avro.Schemas.AvroSchema";
    public const string RecordSchema = "global::OrderPipeline.Avro.Schemas.RecordSchema";
}
