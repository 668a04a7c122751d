using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Settings;

/// <summary>
/// Asks librdkafka itself, before any client exists, whether it knows a property and takes its value.
/// </summary>
internal static unsafe class LibrdkafkaProperties
{
    private const int Unknown = -2;
    private const int Ok = 0;
    private const int ErrorCapacity = 512;

    /// <summary>What is wrong with the property, in words, or null; never with the value of a secret.</summary>
    public static string? Problem(string name, string value)
    {
        // Without the library every client fails with its own sentence; there is nothing to add to it here.
        if (!NativeLibrary.TryLoad("librdkafka", typeof(Library).Assembly, null, out var library))
            return null;
        var create = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "rd_kafka_conf_new");
        var destroy = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "rd_kafka_conf_destroy");
        var set = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, nuint, int>)
            NativeLibrary.GetExport(library, "rd_kafka_conf_set");
        var conf = create();
        try
        {
            var error = stackalloc byte[ErrorCapacity];
            fixed (byte* nameText = Terminated(name), valueText = Terminated(value))
            {
                return set(conf, nameText, valueText, error, ErrorCapacity) switch
                {
                    Ok => null,
                    Unknown => "librdkafka has no such property" + Near(name),
                    _ when SecretNames.Holds(name) => "librdkafka refuses its value",
                    _ => Marshal.PtrToStringUTF8((nint)error)?.ReplaceLineEndings(" ")
                        ?? "librdkafka refuses its value",
                };
            }
        }
        finally
        {
            destroy(conf);
        }
    }

    private static byte[] Terminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    /// <summary>The properties of Confluent's configuration classes are librdkafka's, in camel case.</summary>
    private static string Near(string name)
    {
        var names = new[] { typeof(ConsumerConfig), typeof(ProducerConfig) }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(property => Dotted(property.Name)).Distinct(StringComparer.Ordinal).ToArray();
        return NearMatch.Find(name, names) is { } near ? $"; did you mean {near}?" : "";
    }

    private static string Dotted(string camelCase) => string.Concat(camelCase.Select((letter, index) =>
        char.IsUpper(letter) && index > 0 ? "." + char.ToLowerInvariant(letter) : $"{char.ToLowerInvariant(letter)}"));
}
