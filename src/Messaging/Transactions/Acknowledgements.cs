using System.Diagnostics;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Counts the records of one transaction until the broker has answered for each.</summary>
/// <remarks>One for each transaction, so that a late answer of an aborted one counts nowhere.</remarks>
internal sealed class Acknowledgements
{
    private readonly object _gate = new();
    private int _outstanding;
    private (TransactionRecord Record, Error Error)? _firstFailure;

    /// <summary>The first record that was refused, or null.</summary>
    public (TransactionRecord Record, Error Error)? FirstFailure
    {
        get
        {
            lock (_gate) return _firstFailure;
        }
    }

    /// <summary>One more record is on its way.</summary>
    public void Expect()
    {
        lock (_gate) _outstanding++;
    }

    /// <summary>The record never left.</summary>
    public void Withdraw() => Settle();

    /// <summary>The broker answered; on the client's thread.</summary>
    public void Add(TransactionRecord record, Error error)
    {
        if (error.IsError)
        {
            lock (_gate) _firstFailure ??= (record, error);
        }

        Settle();
    }

    /// <returns>False where some are still open when the time is up.</returns>
    public bool Wait(TimeSpan timeout)
    {
        var from = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_outstanding > 0)
            {
                var left = timeout - Stopwatch.GetElapsedTime(from);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) return _outstanding == 0;
            }

            return true;
        }
    }

    private void Settle()
    {
        lock (_gate)
        {
            _outstanding--;
            if (_outstanding == 0) Monitor.PulseAll(_gate);
        }
    }
}
