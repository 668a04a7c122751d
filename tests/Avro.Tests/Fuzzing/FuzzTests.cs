using Avro.Fuzz.Running;
using Avro.Fuzz.Targets;
using Xunit;

namespace Avro.Tests.Fuzzing;

/// <summary>A few seconds of what `dotnet run --project tests/Avro.Fuzz` does for hours.</summary>
[Trait("Category", "Unit")]
public sealed class FuzzTests
{
    private const int Turns = 1_000;

    [Fact]
    public void Bytes_of_anybody_break_no_rule()
    {
        var findings = new List<Finding>();
        var fuzzer = new Fuzzer(AllTargets.Make(), seed: 20261121, findings.Add);
        fuzzer.Begin(_ => []);
        for (var turn = 0; turn < Turns; turn++)
            fuzzer.RunTurn();
        Assert.True(
            findings.Count == 0,
            string.Join('\n', findings.Select(it => $"{it.Target} {Convert.ToHexString(it.Input)}: {it.Detail}")));
        Assert.All(fuzzer.Corpora, corpus => Assert.True(corpus.Coverage.Outcomes > 1, corpus.Target.Name));
    }

    [Fact]
    public void A_rule_that_breaks_is_found_and_told_with_few_bytes()
    {
        var findings = new List<Finding>();
        var fuzzer = new Fuzzer([new FaultyTarget()], seed: 1, findings.Add);
        fuzzer.Begin(_ => []);
        for (var turn = 0; turn < 5_000 && findings.Count == 0; turn++)
            fuzzer.RunTurn();
        Assert.Equal(("faulty", "a seven stands in N bytes"), (findings[0].Target, findings[0].Rule));
        Assert.Equal([7], findings[0].Input);
    }

    private sealed class FaultyTarget : IFuzzTarget
    {
        public string Name => "faulty";

        public bool IsText => false;

        public IEnumerable<byte[]> Seeds(Random random) => [[1, 2, 3, 4, 5, 6]];

        public int Run(byte[] input)
        {
            FindingException.Unless(!input.Contains((byte)7), $"a seven stands in {input.Length} bytes");
            return input.Length;
        }
    }
}
