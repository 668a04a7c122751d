using System.Reflection;
using TestKit.Repository;

namespace TestKit.Processes;

/// <summary>One of our programs, as built beside these tests.</summary>
public sealed class TestProgram
{
    private TestProgram(string project) => Project = project;

    public static TestProgram Producer { get; } = new("Producer");

    public static TestProgram AggregationConsumer { get; } = new("AggregationConsumer");

    public static TestProgram DlqMonitor { get; } = new("DlqMonitor");

    public static TestProgram Demo { get; } = new("Demo");

    public static TestProgram LocalCluster { get; } = new("LocalCluster");

    /// <summary>The program of this project.</summary>
    public static TestProgram Named(string project) =>
        new[] { Producer, AggregationConsumer, DlqMonitor, Demo, LocalCluster }
            .Single(program => program.Project == project);

    /// <summary>Debug or Release: what this test build is, and so what it runs.</summary>
    public static string Configuration { get; } = typeof(TestProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "Configuration").Value!;

    /// <summary>The project's bare name.</summary>
    public string Project { get; }

    /// <summary>The full path of the program's assembly.</summary>
    public string AssemblyPath =>
        RepositoryRoot.PathOf($"src/{Project}/bin/{Configuration}/net10.0/OrderPipeline.{Project}.dll");
}
