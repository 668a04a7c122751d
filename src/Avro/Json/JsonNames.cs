using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.Avro.Schemas.Parsing;

namespace OrderPipeline.Avro.Json;

/// <summary>
/// The names that JSON of one schema may hold (fields, symbols, branches) and their positions; made once a schema, so
/// that a text with many names costs no more than its length.
/// </summary>
internal sealed class JsonNames
{
    private const int LongestOnStack = 256;

    private static readonly ConditionalWeakTable<AvroSchema, JsonNames> BySchema = [];

    private readonly byte[][] _names;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    private JsonNames(IReadOnlyList<string> names, IReadOnlyList<string>? others)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        for (var i = 0; i < names.Count; i++)
            _positions[names[i]] = i;
        for (var i = 0; i < others?.Count; i++)
        {
            // Where two branches would have the same short name, neither has it.
            if (!_positions.TryAdd(others[i], i) && !names.Contains(others[i]))
                _positions[others[i]] = -1;
        }
    }

    /// <summary>The member that stands for a union's branch.</summary>
    internal static string OfBranch(AvroSchema branch) =>
        branch is NamedSchema named ? named.FullName : NameRules.WordOf(branch.Type);

    internal static JsonNames Of(AvroSchema schema) => BySchema.GetValue(schema, static schema => schema switch
    {
        RecordSchema record => new([.. record.Fields.Select(field => field.Name)], null),
        EnumSchema symbols => new(symbols.Symbols, null),
        UnionSchema union => new(
            [.. union.Branches.Select(OfBranch)],
            [.. union.Branches.Select(branch => branch is NamedSchema named ? named.Name : OfBranch(branch))]),
        _ => new([], null),
    });

    /// <summary>The position of the name that the reader stands at; below zero where there is none.</summary>
    /// <param name="json">Stands at a string or a member's name.</param>
    /// <param name="guess">The position that it most likely has.</param>
    internal int Find(ref Utf8JsonReader json, int guess)
    {
        if ((uint)guess < (uint)_names.Length && json.ValueTextEquals(_names[guess]))
            return guess;
        if (json.ValueSpan.Length > LongestOnStack)
            return _positions.TryGetValue(json.GetString()!, out var position) ? position : -1;
        Span<char> text = stackalloc char[LongestOnStack];
        var length = json.CopyString(text);
        return _positions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var found)
            ? found
            : -1;
    }
}
