namespace Benchmarks.Measuring;

/// <summary>Two ways of doing the same, taken in turns so that what disturbs one disturbs the other.</summary>
internal static class Duel
{
    /// <summary>Once each to warm up, then rounds of ours, baseline, baseline, ours.</summary>
    public static DuelResult Run(int rounds, Func<Sample> ours, Func<Sample> baseline)
    {
        ours();
        baseline();
        var result = new DuelResult();
        for (var round = 0; round < rounds; round++)
        {
            var first = ours();
            var second = baseline();
            var third = baseline();
            var fourth = ours();
            result.Add(first, second, third, fourth);
        }

        return result;
    }
}
