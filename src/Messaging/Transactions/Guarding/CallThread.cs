using System.Runtime.ExceptionServices;

namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>Makes calls on a thread of its own, so that one that never returns can be given up.</summary>
/// <remarks>One owner calls. A thread that is given up ends once its call returns, and does its last work then.
/// </remarks>
internal sealed class CallThread
{
    private readonly object _gate = new();
    private readonly Action _lastWork;
    private Action? _call;
    private Exception? _failure;
    private bool _isEnding;

    /// <param name="name">The thread's name.</param>
    /// <param name="lastWork">Done on the thread before it ends; what it throws is of no interest any more.</param>
    public CallThread(string name, Action lastWork)
    {
        _lastWork = lastWork;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Makes a call and waits for its end.</summary>
    /// <param name="call">What is called; what it throws comes through.</param>
    /// <param name="bound">The longest wait.</param>
    /// <returns>False where it did not return in time: the thread is given up, and takes no further call.</returns>
    public bool TryCall(Action call, TimeSpan bound)
    {
        Exception? failure;
        lock (_gate)
        {
            if (_isEnding) throw new InvalidOperationException("the thread takes no more calls");
            (_call, _failure) = (call, null);
            Monitor.PulseAll(_gate);
            var from = System.Diagnostics.Stopwatch.GetTimestamp();
            while (_call is not null)
            {
                var left = bound - System.Diagnostics.Stopwatch.GetElapsedTime(from);
                if (left > TimeSpan.Zero)
                {
                    Monitor.Wait(_gate, left);
                    continue;
                }

                _isEnding = true;
                return false;
            }

            failure = _failure;
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    /// <summary>Lets the thread do its last work and end; does not wait for it.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (Next() is { } call)
        {
            Exception? failure = null;
            try
            {
                call();
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            lock (_gate)
            {
                (_call, _failure) = (null, failure);
                Monitor.PulseAll(_gate);
            }
        }

        try
        {
            _lastWork();
        }
        catch (Exception)
        {
            // Nobody waits for a client that was given up.
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            while (_call is null && !_isEnding) Monitor.Wait(_gate);
            return _isEnding ? null : _call;
        }
    }
}
