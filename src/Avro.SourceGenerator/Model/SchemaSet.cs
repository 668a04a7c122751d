using OrderPipeline.Avro.SourceGenerator.Diagnostics;

namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>What all files together say: each named type once, and what is wrong with them.</summary>
internal sealed record SchemaSet(ValueArray<TypeModel> Types, ValueArray<SchemaProblem> Problems);
