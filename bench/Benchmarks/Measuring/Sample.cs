namespace Benchmarks.Measuring;

/// <summary>What one measured stretch cost, this process's threads and the clients' together.</summary>
/// <param name="Records">Records, or operations, that were done and checked.</param>
/// <param name="Elapsed">Wall-clock time.</param>
/// <param name="Cpu">Processor time of the whole process.</param>
/// <param name="Bytes">Managed bytes allocated by all threads.</param>
/// <param name="Gen2">Collections of generation 2.</param>
internal readonly record struct Sample(long Records, TimeSpan Elapsed, TimeSpan Cpu, long Bytes, int Gen2)
{
    public double PerSecond => Records / Elapsed.TotalSeconds;

    public double CpuMicros => Cpu.TotalMicroseconds / Records;

    public double BytesPerRecord => (double)Bytes / Records;

    public double Nanoseconds => Elapsed.TotalNanoseconds / Records;

    public static Sample operator +(Sample left, Sample right) => new(
        left.Records + right.Records,
        left.Elapsed + right.Elapsed,
        left.Cpu + right.Cpu,
        left.Bytes + right.Bytes,
        left.Gen2 + right.Gen2);
}
