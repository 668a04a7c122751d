using OrderPipeline.Contracts.Settings;
using OrderPipeline.Messaging.Producing.Retrying;
using OrderPipeline.Producer.Source;
using OrderPipeline.Producer.Source.Lines;

namespace OrderPipeline.Producer.Sending;

/// <summary>
/// Takes orders from their source and hands them to the publisher, on the one thread that owns both.
/// </summary>
internal sealed class SendWorker(
    IOrderSource source, OrderEncoder encoder, ReliablePublisher publisher, SendOptions options, TimeProvider clock)
{
    /// <summary>Orders between two looks at the reports.</summary>
    private const int OrdersPerPoll = 256;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterGivingUp = TimeSpan.FromSeconds(5);

    private readonly OrderPacer? _pacer = options.OrdersPerSecond is { } rate ? new OrderPacer(rate, clock) : null;
    private int _sinceLastPoll;

    /// <summary>Until the source ends, a stop is asked for, or an order is taken by no topic.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && publisher.Counts.NotAccepted == 0)
        {
            if (!publisher.HasRoom)
            {
                Poll(LongestWait);
                continue;
            }

            if (_pacer is not null && _pacer.Wait() is var wait && wait > TimeSpan.Zero)
            {
                Poll(wait < LongestWait ? wait : LongestWait);
                continue;
            }

            if (!SendNext()) return;
        }
    }

    /// <summary>
    /// Until the end of every order is known, or its time is over; then the rest counts as not accepted.
    /// </summary>
    public void Drain(CancellationToken stop)
    {
        long? hurriedSince = null;
        while (publisher.Counts.Unresolved > 0)
        {
            Poll(LongestWait);
            if (!stop.IsCancellationRequested && publisher.Counts.NotAccepted == 0) continue;
            hurriedSince ??= clock.GetTimestamp();
            if (clock.GetElapsedTime(hurriedSince.Value) < options.DrainTimeout) continue;
            GiveUp();
            return;
        }
    }

    private void GiveUp()
    {
        publisher.GiveUp();
        var since = clock.GetTimestamp();
        while (publisher.Counts.Unresolved > 0 && clock.GetElapsedTime(since) < AfterGivingUp) Poll(LongestWait);
    }

    /// <summary>False: the source has ended.</summary>
    private bool SendNext()
    {
        switch (source.TryRead(out var order, out var badLine))
        {
            case SourceStatus.Order:
                publisher.Publish(
                    options.Key == ProducerKey.Product ? order.Product : order.OrderId, encoder.Encode(order));
                break;
            case SourceStatus.BadLine:
                publisher.DeadLetter(Unsent(badLine!));
                break;
            case SourceStatus.Waiting:
                Poll(LongestWait);
                return true;
            default:
                return false;
        }

        _pacer?.Take();
        if (++_sinceLastPoll >= OrdersPerPoll) Poll(TimeSpan.Zero);
        return true;
    }

    private void Poll(TimeSpan wait)
    {
        _sinceLastPoll = 0;
        publisher.Poll(wait);
        options.OnPoll();
    }

    private UnsentRecord Unsent(BadLine line)
    {
        var key = options.Key == ProducerKey.Product ? line.Product : line.OrderId;
        return new UnsentRecord(
            options.Topic, key is null ? null : System.Text.Encoding.UTF8.GetBytes(key), line.Bytes, line);
    }
}
