using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>
/// One JSON object in one line; what is not ASCII is escaped, so that no terminal is steered by it.
/// </summary>
internal static class JsonLine
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The shortest text of the price; JSON has no NaN and no infinities, so these become text.</summary>
    public static void WritePrice(Utf8JsonWriter json, float? price)
    {
        if (price is not { } value)
            json.WriteNull("price");
        else if (float.IsFinite(value))
            json.WriteNumber("price", value);
        else
            json.WriteString("price", value.ToString(CultureInfo.InvariantCulture));
    }
}
