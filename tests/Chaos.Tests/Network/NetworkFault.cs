using System.Collections.Concurrent;

namespace Chaos.Tests.Network;

/// <summary>What a proxy does to what passes.</summary>
internal sealed record NetworkFault
{
    /// <summary>After which TCP sends once more what nobody has acknowledged, at the least.</summary>
    private static readonly TimeSpan OnceMore = TimeSpan.FromMilliseconds(200);

    private int _replies;
    private int _requests;
    private int _frames;
    private readonly ConcurrentDictionary<(long Producer, int Partition), bool> _refused = new();

    /// <summary>Nothing from the clients reaches the broker, and no connection ends.</summary>
    public bool SwallowsRequests { get; init; }

    /// <summary>Nothing from the broker reaches the clients, and no connection ends.</summary>
    public bool SwallowsReplies { get; init; }

    /// <summary>Each request and each reply is late by this, and others are on their way meanwhile.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>What a line carries in a second each way; 0 where it is not narrow.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>Of so many requests and replies one is lost and sent once more, and what follows it waits; 0 for none.
    /// </summary>
    public int LosesOneIn { get; init; }

    /// <summary>Requests of this kind reach the broker, but the answer is lost and the connection cut.</summary>
    public KafkaRequestKey? LosesRepliesOf { get; init; }

    /// <summary>The next request of this kind is kept for a while, and handed on after all.</summary>
    public KafkaRequestKey? Holds { get; init; }

    /// <summary>How long it is kept.</summary>
    public TimeSpan HoldsFor { get; init; }

    /// <summary>The first records of each producer to each partition of this topic are refused, and reach no broker.
    /// </summary>
    public string? RefusesFirstTo { get; init; }

    /// <summary>How many requests were refused.</summary>
    public int RefusedRequests => _refused.Count;

    /// <summary>How many replies were lost.</summary>
    public int LostReplies => Volatile.Read(ref _replies);

    /// <summary>How many requests were kept.</summary>
    public int HeldRequests => Volatile.Read(ref _requests);

    /// <summary>How long a line is busy with so many bytes.</summary>
    public TimeSpan SendingTimeOf(int bytes)
    {
        var time = BytesPerSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        return LosesOneIn > 0 && Interlocked.Increment(ref _frames) % LosesOneIn == 0 ? time + OnceMore : time;
    }

    public void CountLost() => Interlocked.Increment(ref _replies);

    /// <summary>True for the first that asks.</summary>
    public bool TryHold() => Interlocked.Increment(ref _requests) == 1;

    /// <summary>True once for each producer's first records to a partition.</summary>
    public bool Refuses(ProduceRequest request) => request.Topic == RefusesFirstTo
        && request.Sequence == 0 && _refused.TryAdd((request.ProducerId, request.Partition), value: true);
}
