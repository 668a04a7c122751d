using System.Text;
using System.Text.Json;
using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Json;

namespace Avro.Fuzz.Targets;

/// <summary>
/// Avro's JSON encoding: <c>[schema's number, value]</c>, or a text for the first schema. What is taken is shown and
/// taken again as the same.
/// </summary>
internal sealed class JsonTarget : IFuzzTarget
{
    private const int SeedSchemas = 300;
    private const int MaxLength = 2000;
    private const int Room = 1 << 17;

    private readonly SchemaPool _pool = new();
    private readonly byte[] _output = new byte[Room];

    public string Name => "json";

    public bool IsText => true;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        for (var number = 0; number < SeedSchemas; number++)
        {
            var json = RandomDatum.Of(_pool.SchemaOf(number), random).Json;
            if (json.Length < MaxLength)
                yield return Encoding.UTF8.GetBytes($"[{number},{json}]");
        }
    }

    public int Run(byte[] input)
    {
        var (number, text) = Split(input);
        var schema = _pool.SchemaOf(number);
        var (status, written) = (default(AvroStatus), 0);
        Memory.Limit((16L * text.Length) + Memory.MostForPath, "the JSON reader", () =>
        {
            var writer = new AvroWriter(_output);
            status = AvroJson.TryRead(text, schema, ref writer);
            written = writer.Written;
        });
        if (!status.IsOk)
        {
            FindingException.Unless(status.Offset >= 0 && status.Offset <= text.Length, "a place outside of the text");
            return Outcome.Of(status, number);
        }

        var data = _output.AsSpan(0, written).ToArray();
        var check = AvroSkipper.Check(data, schema);
        FindingException.Unless(
            check.IsOk || check.Code == AvroErrorCode.TooManyItems, $"JSON became what is no data: {check.Code}");
        if (check.IsOk)
            CheckAgain(schema, data);
        return Outcome.Of(status, number);
    }

    private void CheckAgain(OrderPipeline.Avro.Schemas.AvroSchema schema, byte[] data)
    {
        var shown = AvroJson.ToText(data, schema);
        var writer = new AvroWriter(_output);
        var status = AvroJson.TryRead(Encoding.UTF8.GetBytes(shown), schema, ref writer);
        FindingException.Unless(status.IsOk, $"what was shown is not taken: {status.Code}");
        FindingException.Unless(
            data.AsSpan().SequenceEqual(_output.AsSpan(0, writer.Written)), "what was shown is taken as another value");
    }

    private static (int Number, byte[] Text) Split(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(input));
            return document.RootElement.ValueKind == JsonValueKind.Array
                && document.RootElement.GetArrayLength() == 2
                && document.RootElement[0].ValueKind == JsonValueKind.Number
                && document.RootElement[0].TryGetInt32(out var number)
                    ? (Math.Abs(number % SeedSchemas), Encoding.UTF8.GetBytes(document.RootElement[1].GetRawText()))
                    : (0, input);
        }
        catch (JsonException)
        {
            return (0, input);
        }
    }
}
