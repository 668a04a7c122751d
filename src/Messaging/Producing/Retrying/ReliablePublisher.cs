using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>
/// Sends records so that each one ends in its topic, in the dead-letter topic, or named as not accepted.
/// </summary>
/// <remarks>
/// One thread owns it and calls everything; it must poll as long as anything is unresolved. A record that is
/// acknowledged
/// at once costs no object. What fails is copied and recovered on the side, and sent again by the owner's polls.
/// </remarks>
public sealed class ReliablePublisher : IDeliverySink, IDisposable
{
    private static readonly TimeSpan WaitForRoom = TimeSpan.FromMilliseconds(50);

    private readonly IRecordProducer _producer;
    private readonly PublisherOptions _options;
    private readonly IPublisherListener _listener;
    private readonly TimeProvider _clock;
    private readonly FailureRecovery _recovery;
    private readonly CancellationTokenSource _givenUp = new();
    private readonly ConcurrentQueue<Resend> _resends = new();
    private readonly ConcurrentQueue<UnsentRecord> _notAccepted = new();
    private readonly Dictionary<nint, Resend> _onTheWay = [];
    private nint _lastTag;
    private long _sent;
    private long _delivered;
    private long _deadLettered;
    private long _lost;
    private int _failed;

    /// <summary>Publishes over a producer that the caller owns and disposes.</summary>
    public ReliablePublisher(
        IRecordProducer producer, PublisherOptions options, IUnsentRecordEncoder encoder, IPublisherListener listener,
        TimeProvider clock)
    {
        _producer = producer;
        _options = options;
        _listener = listener;
        _clock = clock;
        _recovery = new FailureRecovery(options, encoder, AskAsync, clock);
    }

    /// <summary>What became of the records so far.</summary>
    public PublisherCounts Counts => new(_sent, _delivered, _deadLettered, _lost);

    /// <summary>
    /// False while so much is on its way, or waits for a retry, that no more may be taken: poll first.
    /// </summary>
    public bool HasRoom => _producer.InFlight < _options.MaxInFlight && _failed < _options.MaxFailed;

    /// <summary>Hands the record over; while the client's queue is full it polls.</summary>
    /// <param name="key">Chooses the partition; copied before the call returns.</param>
    /// <param name="value">Copied before the call returns.</param>
    public void Publish(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _sent++;
        var record = new OutgoingRecord(_options.Topic, key, value);
        ErrorCode error;
        while ((error = _producer.TryProduce(record, 0)) == ErrorCode.Local_QueueFull && _producer.FatalError is null)
            Poll(WaitForRoom);
        if (error == ErrorCode.NoError) return;
        Recover(
            new UnsentRecord(_options.Topic, key.ToArray(), value.ToArray()),
            new FailedAttempt(_clock.GetUtcNow(), TimeSpan.Zero, error, Persistence.NotPersisted));
    }

    /// <summary>Writes the dead letter of something that cannot even be tried; it counts as sent.</summary>
    public void DeadLetter(UnsentRecord record)
    {
        _sent++;
        Start(record);
    }

    /// <summary>Sends what waits to be sent again and passes on reports, waiting for the first one.</summary>
    /// <param name="timeout">How long to wait at most; <see cref="Wake"/> ends the wait.</param>
    public void Poll(TimeSpan timeout)
    {
        SendAgain();
        _producer.Poll(_resends.IsEmpty && _notAccepted.IsEmpty ? timeout : TimeSpan.FromMilliseconds(1), this);
        SendAgain();
        while (_notAccepted.TryDequeue(out var record))
        {
            _failed--;
            _lost++;
            _listener.OnNotAccepted(record);
        }
    }

    /// <summary>Ends the poll that waits. Any thread may call it.</summary>
    public void Wake() => _producer.Wake();

    /// <summary>Stops trying: what is unresolved comes back as not accepted with the next polls.</summary>
    public void GiveUp()
    {
        _givenUp.Cancel();
        _producer.Purge();
    }

    /// <summary>Stops what runs on the side; the producer stays the caller's.</summary>
    public void Dispose()
    {
        _givenUp.Cancel();
        _givenUp.Dispose();
    }

    /// <inheritdoc/>
    public void OnReport(in DeliveryReport report)
    {
        if (report.Tag != 0)
        {
            EndResend(report);
            return;
        }

        if (report.Error == ErrorCode.NoError)
        {
            _delivered++;
            _listener.OnDelivered(report);
            return;
        }

        var latency = TimeSpan.FromMicroseconds(report.LatencyMicros);
        Recover(
            new UnsentRecord(_options.Topic, report.HasKey ? report.Key.ToArray() : null, report.Value.ToArray()),
            new FailedAttempt(_clock.GetUtcNow() - latency, latency, report.Error, report.Persistence));
    }

    private void EndResend(in DeliveryReport report)
    {
        if (!_onTheWay.Remove(report.Tag, out var resend)) return;
        if (report.Error == ErrorCode.NoError)
        {
            Ended(resend, report);
            return;
        }

        resend.End(new FailedAttempt(
            resend.StartedAt, _clock.GetUtcNow() - resend.StartedAt, report.Error, report.Persistence));
    }

    private void Ended(Resend resend, in DeliveryReport report)
    {
        _failed--;
        if (resend.IsDeadLetter)
        {
            _deadLettered++;
            _listener.OnDeadLettered(resend.Record, report.Partition, report.Offset);
        }
        else
        {
            _delivered++;
            _listener.OnDelivered(report);
        }

        resend.End(new FailedAttempt(
            resend.StartedAt, _clock.GetUtcNow() - resend.StartedAt, ErrorCode.NoError, Persistence.Persisted));
    }

    private void Recover(UnsentRecord record, FailedAttempt first)
    {
        record.Add(first);
        record.ClusterError = _producer.FatalError ?? _producer.LastError;
        Start(record);
    }

    private void Start(UnsentRecord record)
    {
        _failed++;
        _ = RecoverAsync(record);
    }

    private async Task RecoverAsync(UnsentRecord record)
    {
        // Off the owner's thread at once: it must go on polling.
        await Task.Yield();
        if (await _recovery.RecoverAsync(record, _givenUp.Token) is not { } why) return;
        record.NotAcceptedBecause = why;
        _notAccepted.Enqueue(record);
        _producer.Wake();
    }

    /// <summary>Called on the side: leaves the attempt to the owner's next poll.</summary>
    private async ValueTask<FailedAttempt> AskAsync(
        UnsentRecord record, EncodedDeadLetter? deadLetter, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var resend = new Resend(record, deadLetter, _options.DeadLetterTopic);
        _resends.Enqueue(resend);
        _producer.Wake();
        return await resend.Ended;
    }

    private void SendAgain()
    {
        while (_resends.TryPeek(out var resend))
        {
            if (resend is { IsDeadLetter: false, IsStarted: false })
                _listener.OnRetry(resend.Record, resend.Record.Attempts.Count + 1);
            resend.Start(_clock.GetUtcNow());
            var error = _producer.TryProduce(resend.Outgoing(HeadersOf(resend)), ++_lastTag);
            if (error == ErrorCode.Local_QueueFull && !_givenUp.IsCancellationRequested) return;
            _resends.TryDequeue(out _);
            if (error == ErrorCode.NoError)
                _onTheWay.Add(_lastTag, resend);
            else
                resend.End(new FailedAttempt(resend.StartedAt, TimeSpan.Zero, error, Persistence.NotPersisted));
        }
    }

    private RecordHeader[]? HeadersOf(Resend resend)
    {
        if (_options.RetriedHeader is not { } name || resend.IsDeadLetter || !resend.Record.IsPossiblyPersisted)
            return null;
        var attempt = (resend.Record.Attempts.Count + 1).ToString(CultureInfo.InvariantCulture);
        return [new RecordHeader(name, Encoding.UTF8.GetBytes(attempt))];
    }
}
