using Avro.Fuzz.Coverage;
using Avro.Fuzz.Mutating;
using Avro.Fuzz.Targets;

namespace Avro.Fuzz.Running;

/// <summary>The inputs of one target that did something new, from which the next are made.</summary>
internal sealed class Corpus(IFuzzTarget target)
{
    private const int MaxInputs = 20_000;

    /// <summary>Of so many inputs the later half is the newest: they are mutated more often.</summary>
    private const int RecentInputs = 64;

    private readonly List<byte[]> _inputs = [];

    internal IFuzzTarget Target => target;

    internal CoverageMap Coverage { get; } = new();

    internal int Count => _inputs.Count;

    internal IReadOnlyList<byte[]> Inputs => _inputs;

    internal byte[] Next(Random random)
    {
        var parent = random.Next(2) == 0 && _inputs.Count > RecentInputs
            ? _inputs[_inputs.Count - 1 - random.Next(RecentInputs)]
            : _inputs[random.Next(_inputs.Count)];
        var other = _inputs[random.Next(_inputs.Count)];
        return target.IsText
            ? JsonMutator.Mutate(parent, other, random)
            : ByteMutator.Mutate(parent, other, random);
    }

    /// <summary>Keeps an input; where there are too many already, in the place of a random one.</summary>
    internal void Add(byte[] input, Random random)
    {
        if (_inputs.Count < MaxInputs)
            _inputs.Add(input);
        else
            _inputs[random.Next(_inputs.Count)] = input;
    }
}
