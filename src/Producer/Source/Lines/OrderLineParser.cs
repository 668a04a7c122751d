using System.Text.Json;
using System.Text.Unicode;
using OrderPipeline.Contracts.Rules;

namespace OrderPipeline.Producer.Source.Lines;

/// <summary>Reads one line <c>{"orderId","product","price"}</c>; other properties are passed over.</summary>
/// <remarks>A good line allocates nothing. The strings it gives live in its own buffers until the next
/// line.</remarks>
internal sealed class OrderLineParser
{
    private byte[] _orderId = new byte[256];
    private byte[] _product = new byte[256];
    private int _orderIdLength;
    private int _productLength;
    private float _price;
    private bool _hasOrderId;
    private bool _hasProduct;
    private bool _hasPrice;

    /// <summary>What the line gave, also where it is no valid order.</summary>
    public string? OrderId => _hasOrderId ? System.Text.Encoding.UTF8.GetString(_orderId, 0, _orderIdLength) : null;

    public string? Product => _hasProduct ? System.Text.Encoding.UTF8.GetString(_product, 0, _productLength) : null;

    public float? Price => _hasPrice ? _price : null;

    /// <returns>Null where the line is a valid order, else the sentence that says why not.</returns>
    public string? Parse(ReadOnlySpan<byte> line, out OrderFields order)
    {
        _hasOrderId = _hasProduct = _hasPrice = false;
        order = default;
        if (!Utf8.IsValid(line)) return "The line is not valid UTF-8.";
        string? problem;
        try
        {
            problem = ParseObject(line);
        }
        catch (JsonException)
        {
            return "The line is not valid JSON.";
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's answer to an escaped half of a surrogate pair.
            return "The line holds text that is not valid Unicode.";
        }

        if (problem is not null) return problem;
        if (!_hasOrderId) return "The line has no orderId.";
        if (!_hasProduct) return "The line has no product.";
        if (!_hasPrice) return "The line has no price.";
        order = new OrderFields(_orderId.AsSpan(0, _orderIdLength), _product.AsSpan(0, _productLength), _price);
        var validity = OrderRules.Check(order.OrderId, order.Product, order.Price);
        return validity == OrderValidity.Valid ? null : OrderRules.Reason(validity);
    }

    private string? ParseObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return "The line is not a JSON object.";
        string? problem = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // The rest is read also after a problem: it may not be JSON, and the id is wanted for the dead letter.
            var found = ParseProperty(ref reader);
            problem ??= found;
        }

        reader.Read();
        return problem;
    }

    private string? ParseProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("orderId"u8))
            return ParseText(ref reader, "orderId", ref _orderId, ref _orderIdLength, ref _hasOrderId);
        if (reader.ValueTextEquals("product"u8))
            return ParseText(ref reader, "product", ref _product, ref _productLength, ref _hasProduct);
        var isPrice = reader.ValueTextEquals("price"u8);
        reader.Read();
        if (!isPrice)
        {
            reader.Skip();
            return null;
        }

        if (_hasPrice) return "The line has price twice.";
        if (reader.TokenType != JsonTokenType.Number) return WrongType(ref reader, "price", "a number");
        _hasPrice = reader.TryGetSingle(out _price);
        return _hasPrice ? null : "The price is not a finite number.";
    }

    private static string? ParseText(
        ref Utf8JsonReader reader, string name, ref byte[] buffer, ref int length, ref bool isThere)
    {
        reader.Read();
        if (isThere) return $"The line has {name} twice.";
        if (reader.TokenType != JsonTokenType.String) return WrongType(ref reader, name, "a string");
        if (buffer.Length < reader.ValueSpan.Length)
            buffer = new byte[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)reader.ValueSpan.Length)];
        length = reader.CopyString(buffer);
        isThere = true;
        return null;
    }

    private static string WrongType(ref Utf8JsonReader reader, string name, string wanted)
    {
        var found = reader.TokenType switch
        {
            JsonTokenType.Null => "null",
            JsonTokenType.True or JsonTokenType.False => "a boolean",
            JsonTokenType.Number => "a number",
            JsonTokenType.String => "a string",
            JsonTokenType.StartArray => "an array",
            _ => "an object",
        };
        reader.Skip();
        return $"The {name} is {found}, not {wanted}.";
    }
}
