using System.Text.RegularExpressions;
using Avro.Fuzz.Coverage;
using Avro.Fuzz.Targets;

namespace Avro.Fuzz.Running;

/// <summary>Runs cases of all targets in turn; the same seed gives the same cases in every run.</summary>
internal sealed partial class Fuzzer
{
    private readonly Random _random;
    private readonly Corpus[] _corpora;
    private readonly Action<Finding> _found;
    private readonly Heartbeat? _heartbeat;

    /// <param name="targets">Each gets a case in turn.</param>
    /// <param name="seed">Decides every case.</param>
    /// <param name="found">Takes each finding, minimised; the run goes on.</param>
    /// <param name="heartbeat">Is told of every case before it runs.</param>
    internal Fuzzer(IFuzzTarget[] targets, int seed, Action<Finding> found, Heartbeat? heartbeat = null)
    {
        _random = new Random(seed);
        _corpora = [.. targets.Select(target => new Corpus(target))];
        _found = found;
        _heartbeat = heartbeat;
    }

    /// <summary>Cases run.</summary>
    internal long Cases { get; private set; }

    internal IReadOnlyList<Corpus> Corpora => _corpora;

    /// <summary>Runs what a target begins with, and what earlier runs have kept.</summary>
    internal void Begin(Func<IFuzzTarget, IEnumerable<byte[]>> kept)
    {
        for (var i = 0; i < _corpora.Length; i++)
        {
            var seeds = _corpora[i].Target.Seeds(_random).ToList();
            foreach (var input in seeds)
                _corpora[i].Add(input, _random);
            foreach (var input in seeds.Concat(kept(_corpora[i].Target)))
                RunCase(i, input);
        }
    }

    /// <summary>Runs one mutated case of every target.</summary>
    internal void RunTurn()
    {
        for (var i = 0; i < _corpora.Length; i++)
            RunCase(i, _corpora[i].Next(_random));
    }

    private void RunCase(int index, byte[] input)
    {
        var corpus = _corpora[index];
        _heartbeat?.Begin(++Cases, index, input);
        if (_heartbeat is null)
            Cases++;
        CoverageMap.Clear();
        try
        {
            var outcome = corpus.Target.Run(input);
            if (corpus.Coverage.Add(outcome))
                corpus.Add(input, _random);
        }
        catch (Exception broken)
        {
            var rule = RuleOf(broken);
            var least = Minimiser.Minimise(input, smaller => Breaks(corpus.Target, smaller) == rule);
            _found(new Finding(corpus.Target.Name, rule, broken.ToString(), least));
        }
    }

    private static string? Breaks(IFuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception broken)
        {
            return RuleOf(broken);
        }
    }

    /// <summary>The words without their numbers; for what nobody expected, its type and place.</summary>
    internal static string RuleOf(Exception broken)
    {
        if (broken is FindingException)
            return Number().Replace(broken.Message.Split(':')[0], "N");
        var place = broken.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("OrderPipeline"));
        return $"{broken.GetType().Name} {place?.Trim()}";
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
