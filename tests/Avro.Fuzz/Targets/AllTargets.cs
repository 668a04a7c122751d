namespace Avro.Fuzz.Targets;

/// <summary>Everything that is fuzzed.</summary>
internal static class AllTargets
{
    /// <summary>New targets, in the order of their turns.</summary>
    internal static IFuzzTarget[] Make() =>
    [
        new DataTarget(),
        new ClassesTarget(),
        new ResolverTarget(),
        new SchemaTarget(),
        new PairTarget(),
        new FilesTarget(),
        new JsonTarget(),
        new OrderTarget(),
        new FramingTarget(),
    ];
}
