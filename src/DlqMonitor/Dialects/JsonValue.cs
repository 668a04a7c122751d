using System.Globalization;
using System.Text.Json;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.DlqMonitor.Dialects;

/// <summary>
/// A record's value as one JSON object, read leniently: a field of another type is as good as none.
/// </summary>
internal static class JsonValue
{
    private const byte OpeningBrace = (byte)'{';

    /// <summary>Parses the value, or gives null where it is no JSON object.</summary>
    public static JsonDocument? Parse(RecordCopy record)
    {
        if (record.Value is not { } value || value.AsSpan().TrimStart(" \t\r\n"u8) is not [OpeningBrace, ..])
            return null;
        try
        {
            return JsonDocument.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text, or another value's JSON; null for null and where there is none.</summary>
    public static string? Text(JsonDocument document, params string[] names)
    {
        foreach (var name in names)
        {
            if (!document.RootElement.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            try
            {
                return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
            }
            catch (InvalidOperationException)
            {
                // The string holds half a surrogate pair; what was written is better than nothing.
                return value.GetRawText();
            }
        }
        return null;
    }

    /// <summary>A whole number, also where it was written as text.</summary>
    public static long? Number(JsonDocument document, string name) =>
        long.TryParse(Text(document, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
