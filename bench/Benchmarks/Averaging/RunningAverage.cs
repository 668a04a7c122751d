namespace Benchmarks.Averaging;

/// <summary>The baseline's average of one product.</summary>
internal sealed class RunningAverage
{
    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double Average => Sum / Count;

    public void Add(double price)
    {
        Count++;
        Sum += price;
    }
}
