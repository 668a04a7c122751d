namespace OrderPipeline.Producer.Source.Random;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and in every version.</summary>
/// <remarks>
/// Steele, Lea, Flood 2014: the state grows by the golden ratio's 64 bits, and each state is mixed by two
/// multiplications.
/// <c>System.Random</c> promises no sequence across versions of .NET, so equal seeds would not stay equal runs.
/// </remarks>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>
    /// A number from 0 up to below the limit, each equally likely (Lemire's multiplication with rejection).
    /// </summary>
    public ulong NextBelow(ulong limit)
    {
        ArgumentOutOfRangeException.ThrowIfZero(limit);
        var high = Math.BigMul(Next(), limit, out var low);
        if (low >= limit) return high;
        var tooLow = (0 - limit) % limit;
        while (low < tooLow) high = Math.BigMul(Next(), limit, out low);
        return high;
    }
}
