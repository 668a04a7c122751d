using System.Globalization;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Native;

/// <summary>The librdkafka that Confluent.Kafka itself uses, for the calls it does not expose.</summary>
/// <remarks>Functions are looked up by name once, so that a library that lacks one is reported before the
/// first record.</remarks>
internal static unsafe class Librdkafka
{
    /// <summary>The oldest version whose records this project was tested with.</summary>
    private const int OldestVersion = 0x020f0000;

    private static readonly Lazy<nint> LibraryHandle = new(Load);

    /// <summary>The function's address.</summary>
    /// <exception cref="LibrdkafkaException">The library cannot be found, is too old, or lacks the
    /// function.</exception>
    public static nint Export(string function)
    {
        if (NativeLibrary.TryGetExport(LibraryHandle.Value, function, out var address)) return address;
        throw new LibrdkafkaException(
            $"librdkafka {VersionText(Version)} has no function {function}: use the version that comes with " +
            "Confluent.Kafka, or run ./dev setup");
    }

    /// <summary>The functions of these that the library lacks.</summary>
    /// <exception cref="LibrdkafkaException">The library cannot be found or is too old.</exception>
    public static IReadOnlyList<string> Lacks(IEnumerable<string> functions) => [.. functions.Where(
        static function => !NativeLibrary.TryGetExport(LibraryHandle.Value, function, out _))];

    /// <summary>The library's version for people.</summary>
    public static string VersionName => VersionText(Version);

    /// <summary>The library's version as librdkafka counts it: 0xMMmmrrxx.</summary>
    public static int Version => VersionOf(LibraryHandle.Value);

    private static nint Load()
    {
        if (!Library.IsLoaded) Library.Load();
        var assembly = typeof(Library).Assembly;
        if (!NativeLibrary.TryLoad("librdkafka", assembly, DllImportSearchPath.SafeDirectories |
                DllImportSearchPath.AssemblyDirectory, out var library))
        {
            throw new LibrdkafkaException("librdkafka cannot be found beside the program: run ./dev setup");
        }

        var version = VersionOf(library);
        if (version >= OldestVersion && version == Library.Version) return library;
        throw new LibrdkafkaException(version == Library.Version
            ? $"librdkafka {VersionText(version)} is too old, {VersionText(OldestVersion)} is needed: run ./dev setup"
            : $"two versions of librdkafka were found, {VersionText(version)} and {VersionText(Library.Version)}: " +
                "remove one of them");
    }

    private static int VersionOf(nint library) =>
        ((delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "rd_kafka_version"))();

    private static string VersionText(int version) => string.Create(
        CultureInfo.InvariantCulture, $"{version >> 24}.{(version >> 16) & 0xff}.{(version >> 8) & 0xff}");
}
