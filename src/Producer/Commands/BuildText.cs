using System.Reflection;

namespace OrderPipeline.Producer.Commands;

/// <summary>Version and commit of this program, as dead letters carry them.</summary>
internal static class BuildText
{
    public static string Value { get; } = typeof(BuildText).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
