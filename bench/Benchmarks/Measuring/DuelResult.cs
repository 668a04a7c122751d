namespace Benchmarks.Measuring;

/// <summary>The rounds of a duel: for each the ratio of ours to the baseline in records a second.</summary>
internal sealed class DuelResult
{
    private readonly List<double> _ratios = [];

    /// <summary>All our samples together.</summary>
    public Sample Ours { get; private set; }

    /// <summary>All of the baseline's samples together.</summary>
    public Sample Baseline { get; private set; }

    /// <summary>How many times as fast as the baseline: above 1 is faster.</summary>
    public Ratio Speed => Ratio.Of(_ratios);

    /// <summary>How many times the baseline's time: below 1 is faster.</summary>
    public Ratio Time => Ratio.Of(_ratios.ConvertAll(ratio => 1 / ratio));

    public void Add(Sample first, Sample second, Sample third, Sample fourth)
    {
        _ratios.Add(Math.Sqrt(first.PerSecond * fourth.PerSecond / (second.PerSecond * third.PerSecond)));
        Ours += first + fourth;
        Baseline += second + third;
    }
}
