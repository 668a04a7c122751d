namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <param name="Name">Avro's name.</param>
/// <param name="Property">The C# property, without <c>@</c>.</param>
/// <param name="Doc">The schema's <c>doc</c>.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Default">C# of the default, null where the field has none and so is <c>required</c>.</param>
internal sealed record FieldModel(string Name, string Property, string? Doc, TypeRef Type, string? Default);
