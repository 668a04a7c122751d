using System.Diagnostics;
using Benchmarks.Input;
using OrderPipeline.Messaging.Pipeline;

namespace Benchmarks.Rebalancing;

/// <summary>The longest time between two commits of each partition that an instance keeps.</summary>
/// <remarks>The pipeline's thread notes, the measuring one asks.</remarks>
internal sealed class CommitGaps
{
    private readonly Lock _gate = new();
    private readonly long[] _offsets = new long[OrderInput.Partitions];
    private readonly long[] _lastAt = new long[OrderInput.Partitions];
    private readonly double[] _longestMs = new double[OrderInput.Partitions];
    private readonly bool[] _isKept = new bool[OrderInput.Partitions];
    private readonly bool[] _isOwned = new bool[OrderInput.Partitions];

    public void Note(IReadOnlyList<LaneProgress> progress)
    {
        lock (_gate)
        {
            Array.Clear(_isOwned);
            for (var index = 0; index < progress.Count; index++)
            {
                var lane = progress[index];
                _isOwned[lane.Partition] = true;
                if (lane.CommittedTo == _offsets[lane.Partition]) continue;
                _offsets[lane.Partition] = lane.CommittedTo;
                Commit(lane.Partition);
            }

            for (var partition = 0; partition < _isKept.Length; partition++) _isKept[partition] &= _isOwned[partition];
        }
    }

    /// <summary>Measures from now on, for the partitions that are owned now and stay so.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            Array.Clear(_longestMs);
            _isOwned.CopyTo(_isKept, 0);
        }
    }

    /// <summary>In milliseconds, one for each partition that did not move.</summary>
    public IReadOnlyList<double> OfKept()
    {
        lock (_gate) return [.. _longestMs.Where((_, partition) => _isKept[partition])];
    }

    /// <summary>Partitions that are owned now.</summary>
    public IReadOnlyList<int> Owned()
    {
        lock (_gate) return [.. Enumerable.Range(0, _isOwned.Length).Where(partition => _isOwned[partition])];
    }

    private void Commit(int partition)
    {
        var now = Stopwatch.GetTimestamp();
        if (_lastAt[partition] != 0)
        {
            var gap = Stopwatch.GetElapsedTime(_lastAt[partition], now).TotalMilliseconds;
            _longestMs[partition] = Math.Max(_longestMs[partition], gap);
        }

        _lastAt[partition] = now;
    }
}
