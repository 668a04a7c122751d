using System.Diagnostics;
using Confluent.Kafka;
using OrderPipeline.Messaging.Producing;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Counts the records of a transaction until the broker has answered for each.</summary>
/// <remarks>The writer's thread owns it; reports come on the thread that polls the client, which says when it has taken
/// all there were.</remarks>
internal sealed class Acknowledgements : IDeliverySink
{
    private readonly object _gate = new();
    private readonly List<(WrittenRecord Record, int Bytes)> _records = [];
    private nint _first;
    private long _bytes;
    private long _answeredBytes;
    private int _answered;
    private long _firstSent;
    private TimeSpan? _firstAnswer;
    private (nint Tag, ErrorCode Error)? _firstFailure;

    /// <summary>The first record that was refused, or null.</summary>
    public (WrittenRecord Record, ErrorCode Error)? FirstFailure
    {
        get
        {
            lock (_gate)
            {
                return _firstFailure is { } failure
                    ? (_records[(int)(failure.Tag - _first)].Record, failure.Error)
                    : null;
            }
        }
    }

    /// <summary>True where every record is answered for.</summary>
    public bool AreComplete
    {
        get
        {
            lock (_gate) return _answered == _records.Count;
        }
    }

    /// <summary>Records that are answered for.</summary>
    public int Answered
    {
        get
        {
            lock (_gate) return _answered;
        }
    }

    /// <summary>From the first record to the first answer; null before.</summary>
    public TimeSpan? FirstAnswer
    {
        get
        {
            lock (_gate) return _firstAnswer;
        }
    }

    /// <summary>Keys and values that are not answered for, in bytes.</summary>
    public long OpenBytes
    {
        get
        {
            lock (_gate) return _bytes - _answeredBytes;
        }
    }

    /// <summary>A transaction begins; a late answer of an earlier one counts nowhere.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _first += _records.Count;
            (_answered, _answeredBytes, _bytes, _firstFailure, _firstAnswer) = (0, 0, 0, null, null);
            _records.Clear();
        }
    }

    /// <summary>One more record is on its way.</summary>
    /// <returns>What its report has to bring back.</returns>
    public nint Expect(TransactionRecord record)
    {
        if (_records.Count == 0) _firstSent = Stopwatch.GetTimestamp();
        var bytes = (record.Key?.Length ?? 0) + (record.Value?.Length ?? 0);
        _records.Add((record.AsWritten, bytes));
        _bytes += bytes;
        return _first + _records.Count - 1;
    }

    /// <summary>The last record never left.</summary>
    public void Withdraw()
    {
        _bytes -= _records[^1].Bytes;
        _records.RemoveAt(_records.Count - 1);
    }

    /// <summary>The broker answered, or the client for it; <see cref="Tell"/> has to follow.</summary>
    public void OnReport(in DeliveryReport report)
    {
        lock (_gate)
        {
            if (report.Tag < _first) return;
            if (report.Error != ErrorCode.NoError) _firstFailure ??= (report.Tag, report.Error);
            _firstAnswer ??= Stopwatch.GetElapsedTime(_firstSent);
            _answered++;
            _answeredBytes += report.Key.Length + report.Value.Length;
        }
    }

    /// <summary>All reports that there were are taken: whoever waits looks again.</summary>
    public void Tell()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    /// <summary>Waits until more reports were taken, or every record is answered for.</summary>
    /// <param name="seen">What was <see cref="Answered"/> when the caller looked last.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <returns>False where nothing came in this time.</returns>
    public bool WaitForMore(int seen, TimeSpan timeout)
    {
        var from = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_answered == seen && _answered < _records.Count)
            {
                var left = timeout - Stopwatch.GetElapsedTime(from);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) return _answered != seen;
            }

            return true;
        }
    }
}
