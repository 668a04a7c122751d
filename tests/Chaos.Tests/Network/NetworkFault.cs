namespace Chaos.Tests.Network;

/// <summary>What a proxy does to what passes.</summary>
internal sealed record NetworkFault
{
    private int _replies;
    private int _requests;

    /// <summary>Nothing from the clients reaches the broker, and no connection ends.</summary>
    public bool SwallowsRequests { get; init; }

    /// <summary>Nothing from the broker reaches the clients, and no connection ends.</summary>
    public bool SwallowsReplies { get; init; }

    /// <summary>Each request and each reply is late by this.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What a line carries in a second each way; 0 where it is not narrow.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>Requests of this kind reach the broker, but the answer is lost and the connection cut.</summary>
    public KafkaRequestKey? LosesRepliesOf { get; init; }

    /// <summary>The next request of this kind is kept for a while, and handed on after all.</summary>
    public KafkaRequestKey? Holds { get; init; }

    /// <summary>How long it is kept.</summary>
    public TimeSpan HoldsFor { get; init; }

    /// <summary>How many replies were lost.</summary>
    public int LostReplies => Volatile.Read(ref _replies);

    /// <summary>How many requests were kept.</summary>
    public int HeldRequests => Volatile.Read(ref _requests);

    /// <summary>How late so many bytes are.</summary>
    public TimeSpan LatenessOf(int bytes) => BytesPerSecond == 0
        ? Delay
        : Delay + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);

    public void CountLost() => Interlocked.Increment(ref _replies);

    /// <summary>True for the first that asks.</summary>
    public bool TryHold() => Interlocked.Increment(ref _requests) == 1;
}
