using System.Globalization;
using Confluent.Kafka;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Reads the properties of serdes, which are texts; an error names the property.</summary>
internal static class SerdeProperties
{
    /// <exception cref="ArgumentException">A property with the prefix is none of the names.</exception>
    public static void ThrowIfUnknown(Config config, string prefix, ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in config)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && !names.Contains(name))
                throw new ArgumentException($"{name} is no property of this class", nameof(config));
        }
    }

    public static bool? Flag(Config config, string name) => config.Get(name) switch
    {
        null => null,
        var text => bool.TryParse(text, out var value) ? value : throw Bad(name, "true or false"),
    };

    public static int? Number(Config config, string name) => config.Get(name) switch
    {
        null => null,
        var text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Bad(name, "a whole number"),
    };

    public static T? Word<T>(Config config, string name)
        where T : struct, Enum => config.Get(name) switch
        {
            null => null,
            var text => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
                ? value
                : throw Bad(name, "one of " + string.Join(", ", Enum.GetNames<T>())),
        };

    public static void Set<T>(Config config, string name, T? value)
        where T : struct =>
        config.Set(name, value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{value}"));

    private static ArgumentException Bad(string name, string expected) => new($"{name} is not {expected}", name);
}
