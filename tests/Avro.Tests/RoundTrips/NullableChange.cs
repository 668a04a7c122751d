using System.Text.Json.Nodes;
using FsCheck;

namespace Avro.Tests.RoundTrips;

/// <summary>A value that becomes optional for the reader, or stops being so.</summary>
/// <param name="inner">The value; neither null nor a union.</param>
/// <param name="isWriters">Whether the writer has the union with null, else the reader.</param>
internal sealed class NullableChange(Change inner, bool isWriters) : Change
{
    public override JsonNode Writer => isWriters ? new JsonArray("null", inner.Writer) : inner.Writer;

    public override JsonNode Reader => isWriters ? inner.Reader : new JsonArray("null", inner.Reader);

    public override Gen<object?> Values => inner.Values;

    public override void Write(object? value, PlainBytes to)
    {
        if (isWriters)
            to.Long(1);
        inner.Write(value, to);
    }

    public override void WriteAsRead(object? value, PlainBytes to)
    {
        if (!isWriters)
            to.Long(1);
        inner.WriteAsRead(value, to);
    }

    public override IEnumerable<(Change Change, object? Value)> Shrink(object? value) => [(inner, value)];
}
