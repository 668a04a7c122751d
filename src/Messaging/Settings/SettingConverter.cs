using System.Globalization;

namespace OrderPipeline.Messaging.Settings;

/// <summary>Turns a setting's text into its type; culture is always invariant.</summary>
internal static class SettingConverter
{
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ms", 1), ("min", 60_000), ("s", 1_000), ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>True where the type is a single value and not a section of its own.</summary>
    public static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan)
            || type == typeof(decimal) || type == typeof(Uri);
    }

    /// <summary>Converts; on failure <paramref name="expected"/> says what the text should have been.</summary>
    public static bool TryConvert(string text, Type target, out object? value, out string expected)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        (value, expected) = (null, "");
        if (type == typeof(string))
            value = text;
        else if (text.Length == 0 && type != target)
            return true;
        else if (type == typeof(TimeSpan))
            (value, expected) = (Duration(text), "a duration such as 00:00:30, 30s or 100ms");
        else if (type == typeof(bool))
            (value, expected) = (bool.TryParse(text, out var flag) ? flag : null, "true or false");
        else if (type.IsEnum)
            (value, expected) = (Symbol(text, type), "one of " + string.Join(", ", Enum.GetNames(type)));
        else if (type == typeof(Uri))
            (value, expected) = (Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null, "an address");
        else
            (value, expected) = (Number(text, type), IsWhole(type) ? "a whole number in range" : "a number");
        return value is not null;
    }

    private static bool IsWhole(Type type) =>
        type != typeof(double) && type != typeof(float) && type != typeof(decimal);

    private static object? Symbol(string text, Type type) =>
        Array.Exists(Enum.GetNames(type), name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            ? Enum.Parse(type, text.Trim(), ignoreCase: true)
            : null;

    private static object? Number(string text, Type type)
    {
        try
        {
            if (IsWhole(type) && !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
                return null;
            return Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    private static TimeSpan? Duration(string text)
    {
        text = text.Trim();
        foreach (var (unit, milliseconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(
                    text[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var count))
                return count >= 0 && count * milliseconds < TimeSpan.MaxValue.TotalMilliseconds
                    ? TimeSpan.FromMilliseconds(count * milliseconds)
                    : null;
        }
        // A bare number would be days, which nobody means.
        return text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
            ? span
            : null;
    }
}
