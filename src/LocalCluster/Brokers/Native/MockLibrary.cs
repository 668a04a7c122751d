using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace OrderPipeline.LocalCluster.Brokers.Native;

/// <summary>Lets this assembly's native calls reach the librdkafka that Confluent.Kafka itself uses.</summary>
internal static class MockLibrary
{
    private static readonly Lazy<bool> Registered = new(Register);

    /// <summary>Must be called before the first native call.</summary>
    public static void Use() => _ = Registered.Value;

    private static bool Register()
    {
        if (!Library.IsLoaded)
            Library.Load();
        NativeLibrary.SetDllImportResolver(typeof(MockLibrary).Assembly, Resolve);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        NativeLibrary.TryLoad(
            name, typeof(Library).Assembly,
            DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory, out var library)
            ? library
            : nint.Zero;
}
