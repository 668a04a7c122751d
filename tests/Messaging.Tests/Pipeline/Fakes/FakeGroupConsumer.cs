using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>
/// A member of a group on a <see cref="FakeCluster"/>; rebalances and errors come when the test says so.
/// </summary>
internal sealed class FakeGroupConsumer(FakeCluster cluster) : IGroupConsumer
{
    private readonly SortedDictionary<int, Position> _assigned = [];
    private readonly Queue<Action> _rebalances = new();
    private readonly Queue<(int Partition, ErrorCode Code, string Reason)> _errors = new();
    private readonly Queue<RecordCopy> _strays = new();
    private IRebalanceListener? _listener;

    /// <summary>Pauses and resumes in order, such as <c>pause 0</c> and <c>resume 0@5</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Records of one partition in one poll.</summary>
    public int BatchSize { get; set; } = int.MaxValue;

    /// <summary>Thrown by the next poll.</summary>
    public Exception? Fatal { get; set; }

    /// <summary>How long the last poll was allowed to wait.</summary>
    public int LastTimeoutMs { get; private set; }

    public bool HasJoined => _listener is not null;

    public bool IsClosed { get; private set; }

    /// <summary>How often it joined again after it was fenced.</summary>
    public int Rejoins { get; private set; }

    public bool IsPaused(int partition) => _assigned[partition].IsPaused;

    public void Assign(params int[] partitions) => _rebalances.Enqueue(() =>
    {
        foreach (var partition in partitions) _assigned[partition] = new Position { Next = cluster.End(partition) };
        _listener!.Assigned(partitions);
    });

    public void Revoke(params int[] partitions) => TakeAway(partitions, isLost: false);

    public void Lose(params int[] partitions) => TakeAway(partitions, isLost: true);

    /// <summary>Lets something happen elsewhere while the next poll runs.</summary>
    public void MeanwhileDo(Action action) => _rebalances.Enqueue(action);

    /// <summary>The client's next records of the partition are those from there on: it has lost its place.</summary>
    public void Jump(int partition, long to) => _rebalances.Enqueue(() => _assigned[partition].Next = to);

    public void Report(int partition, ErrorCode code, string reason) => _errors.Enqueue((partition, code, reason));

    /// <summary>Delivers a record that the client had fetched before it was told otherwise.</summary>
    public void Stray(RecordCopy record) => _strays.Enqueue(record);

    public void Subscribe(IRebalanceListener listener) => _listener = listener;

    public bool Poll<TVisitor>(int timeoutMs, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        Thread.Yield();
        LastTimeoutMs = timeoutMs;
        while (_rebalances.TryDequeue(out var rebalance)) rebalance();
        if (Fatal is { } fatal) throw fatal;
        while (_errors.TryDequeue(out var error)) visitor.VisitError(error.Partition, error.Code, error.Reason);
        while (_strays.TryDequeue(out var stray)) visitor.Visit(stray.AsView());
        var hasMore = false;
        foreach (var (partition, position) in _assigned)
        {
            if (position.IsPaused) continue;
            Deliver(partition, position, ref visitor);
            hasMore |= !position.IsPaused && position.Next < cluster.End(partition);
        }

        return hasMore;
    }

    public void Rejoin()
    {
        Rejoins++;
        Fatal = null;
        _assigned.Clear();
        _strays.Clear();
    }

    public void JoinAnew() => Calls.Add("join anew");

    public void Pause(int partition)
    {
        Calls.Add($"pause {partition}");
        _assigned[partition].IsPaused = true;
    }

    public void ResumeAt(int partition, long offset)
    {
        Calls.Add($"resume {partition}@{offset}");
        var position = _assigned[partition];
        position.Next = offset;
        position.IsPaused = false;
        position.ToldEnd = -1;
    }

    public void Close() => IsClosed = true;

    public void Dispose() => IsClosed = true;

    private void TakeAway(int[] partitions, bool isLost) => _rebalances.Enqueue(() =>
    {
        foreach (var partition in partitions) _assigned.Remove(partition);
        _listener!.Revoked(partitions, isLost);
    });

    /// <summary>A batch is whole when it is handed out: a pause in the middle of it stops nothing of it.</summary>
    private void Deliver<TVisitor>(int partition, Position position, ref TVisitor visitor)
        where TVisitor : struct, IRecordVisitor
    {
        var end = cluster.End(partition);
        for (var count = 0; count < BatchSize && position.Next < end; count++)
        {
            if (cluster.At(partition, position.Next++) is { } record) visitor.Visit(record.AsView());
        }

        if (position.Next != end || position.ToldEnd == end) return;
        position.ToldEnd = end;
        visitor.VisitEnd(partition, end);
    }

    private sealed class Position
    {
        public long Next { get; set; }

        public bool IsPaused { get; set; } = true;

        public long ToldEnd { get; set; } = -1;
    }
}
