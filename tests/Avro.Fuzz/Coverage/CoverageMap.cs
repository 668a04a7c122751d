using System.Reflection;
using System.Runtime.InteropServices;

namespace Avro.Fuzz.Coverage;

/// <summary>What the runs of one target have reached so far: stretches of code, how often, and outcomes.</summary>
/// <remarks>Where the assemblies carry no counters, outcomes alone tell what is new.</remarks>
internal sealed class CoverageMap
{
    private static readonly byte[][] Counters = FindCounters();

    private readonly byte[][] _seen = [.. Counters.Select(counters => new byte[counters.Length])];
    private readonly HashSet<int> _outcomes = [];

    /// <summary>Whether the assemblies under test count at all.</summary>
    internal static bool IsInstrumented => Counters.Length > 0;

    /// <summary>Stretches of code in all.</summary>
    internal static int Stretches => Counters.Sum(counters => counters.Length);

    /// <summary>Stretches of code that were reached.</summary>
    internal int Reached => _seen.Sum(seen => seen.Count(bits => bits != 0));

    /// <summary>Different outcomes.</summary>
    internal int Outcomes => _outcomes.Count;

    /// <summary>Forgets the run before.</summary>
    internal static void Clear()
    {
        foreach (var counters in Counters)
            Array.Clear(counters);
    }

    /// <summary>Takes the run since <see cref="Clear"/> in; true where it did what none before it did.</summary>
    internal bool Add(int outcome)
    {
        var isNew = _outcomes.Add(outcome);
        for (var i = 0; i < Counters.Length; i++)
            isNew |= Add(Counters[i], _seen[i]);
        return isNew;
    }

    private static bool Add(byte[] counters, byte[] seen)
    {
        var isNew = false;
        var words = MemoryMarshal.Cast<byte, ulong>(counters);
        for (var word = 0; word <= words.Length; word++)
        {
            if (word < words.Length && words[word] == 0)
                continue;
            for (var i = word * sizeof(ulong); i < Math.Min(counters.Length, (word + 1) * sizeof(ulong)); i++)
            {
                var bit = BitOf(counters[i]);
                isNew |= (seen[i] & bit) != bit;
                seen[i] |= bit;
            }
        }

        return isNew;
    }

    /// <summary>Once, twice, more: it matters whether a loop ran, less so how often exactly.</summary>
    private static byte BitOf(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };

    private static byte[][] FindCounters()
    {
        Assembly[] tested =
        [
            typeof(OrderPipeline.Avro.AvroStatus).Assembly,
            typeof(OrderPipeline.SchemaRegistry.Framing.ConfluentWireFormat).Assembly,
            typeof(OrderPipeline.Contracts.Order).Assembly,
        ];
        return
        [
            .. tested.Select(assembly => assembly.GetType(Instrumenter.TypeName)?.GetField(Instrumenter.FieldName))
                .Select(field => field?.GetValue(null)).OfType<byte[]>(),
        ];
    }
}
