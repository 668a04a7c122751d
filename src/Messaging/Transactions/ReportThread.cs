using OrderPipeline.Messaging.Producing;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Takes a transactional client's reports as they come, on a thread of its own.</summary>
/// <remarks>Ending a transaction waits inside librdkafka until every report is taken, so somebody else must take
/// them.</remarks>
internal sealed class ReportThread : IDisposable
{
    /// <summary>The end wakes the poll; this bounds a wake that comes to nothing.</summary>
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    private readonly NativeProducer _producer;
    private readonly Acknowledgements _acknowledgements;
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public ReportThread(NativeProducer producer, Acknowledgements acknowledgements)
    {
        (_producer, _acknowledgements) = (producer, acknowledgements);
        _thread = new Thread(Run) { IsBackground = true, Name = "delivery reports" };
        _thread.Start();
    }

    /// <summary>Ends the thread and waits for it: a poll takes a tenth of a second at most.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _producer.Wake();
        _thread.Join();
    }

    private void Run()
    {
        while (!_isEnding)
        {
            if (_producer.Poll(PollTime, _acknowledgements) > 0) _acknowledgements.Tell();
        }
    }
}
