namespace OrderPipeline.Avro.Compatibility;

/// <summary>One place at which a reader cannot take what a writer may write.</summary>
/// <param name="Path">
/// JSON path in the reader's schema, for example <c>$.fields[2].type.items</c>; it goes through references to named
/// types as if they stood there in full.
/// </param>
/// <param name="Field">The reader's field, dotted, items and values as <c>[]</c>; empty at the top.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Reason">Why, in words that name what both sides have; one line without a full stop.</param>
public sealed record Incompatibility(string Path, string Field, IncompatibilityKind Kind, string Reason)
{
    /// <summary>
    /// One line, for example <c>$.fields[1].type (price): the writer has double, the reader float</c>.
    /// </summary>
    public override string ToString() => Field.Length == 0 ? $"{Path}: {Reason}" : $"{Path} ({Field}): {Reason}";
}
