using System.Text.Json.Nodes;
using FsCheck;

namespace Avro.Tests.RoundTrips;

/// <summary>A writer's schema, what became of it for the reader, and what that makes of each value.</summary>
/// <remarks>
/// Knows nothing of the code under test: the bytes on both sides come from <see cref="PlainBytes"/>.
/// </remarks>
internal abstract class Change
{
    /// <summary>The schema that data are written with.</summary>
    public abstract JsonNode Writer { get; }

    /// <summary>The schema that they are read with.</summary>
    public abstract JsonNode Reader { get; }

    /// <summary>Values that the writer can write and the reader must understand.</summary>
    public abstract Gen<object?> Values { get; }

    /// <summary>The value as the writer's schema has it.</summary>
    public abstract void Write(object? value, PlainBytes to);

    /// <summary>The same value as the reader's schema has it.</summary>
    public abstract void WriteAsRead(object? value, PlainBytes to);

    /// <summary>Simpler changes with simpler values, to find the smallest that fails.</summary>
    public virtual IEnumerable<(Change Change, object? Value)> Shrink(object? value) => [];

    /// <summary>Both schemas, for the message of a failure.</summary>
    public override string ToString() => $"{Writer.ToJsonString()} -> {Reader.ToJsonString()}";

    /// <summary>A named type; one that has another name than the writer's tells that by an alias.</summary>
    protected static JsonObject Named(string type, string name, string writer, string part, JsonNode value)
    {
        var schema = new JsonObject { ["type"] = type, ["name"] = name, [part] = value };
        if (name != writer)
            schema["aliases"] = new JsonArray(writer);
        return schema;
    }
}
