using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>The only member of a group, and the owner of all partitions, for as long as nobody else joins.</summary>
internal sealed class LoneMembership(RebuildParts parts, RebuildOptions options) : IRebalanceListener
{
    private const int PollMs = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan JoinBound = TimeSpan.FromSeconds(30);

    private readonly HashSet<int> _owned = [];
    private bool _hasLost;

    /// <summary>Waits until all others are gone, joins, and owns everything.</summary>
    /// <exception cref="GroupException">Others live; they are named.</exception>
    public async Task EnterAsync(CancellationToken stop)
    {
        await AwaitOthersGoneAsync(stop);
        parts.Consumer.Subscribe(this);
        var started = parts.Time.GetTimestamp();
        while (_owned.Count < options.Partitions)
        {
            stop.ThrowIfCancellationRequested();
            Poll();
            if (parts.Time.GetElapsedTime(started) > parts.SessionTimeout + JoinBound) throw await NotAllAsync(stop);
        }

        // One that joined at the same time may have been left without a partition.
        if (await OthersAsync(stop) is { Count: > 0 } others) throw Refusal(others);
    }

    /// <summary>Keeps the membership while something runs beside it.</summary>
    /// <exception cref="GroupException">A partition was taken away.</exception>
    public async Task<T> HoldWhileAsync<T>(Task<T> work, CancellationTokenSource stopWork)
    {
        try
        {
            while (!work.IsCompleted) Poll();
            Poll();
        }
        catch
        {
            await stopWork.CancelAsync();
            await Task.WhenAny(work);
            throw;
        }

        return await work;
    }

    void IRebalanceListener.Assigned(IReadOnlyList<int> partitions) => _owned.UnionWith(partitions);

    void IRebalanceListener.Revoked(IReadOnlyList<int> partitions, bool isLost)
    {
        _owned.ExceptWith(partitions);
        _hasLost |= partitions.Count > 0;
    }

    private void Poll()
    {
        var visitor = default(NoRecords);
        parts.Consumer.Poll(PollMs, ref visitor);
        if (_hasLost)
        {
            throw new GroupException(
                "another member joined the group meanwhile: nothing was changed; stop it and run rebuild again");
        }
    }

    private async Task AwaitOthersGoneAsync(CancellationToken stop)
    {
        var started = parts.Time.GetTimestamp();
        var bound = parts.SessionTimeout + Grace;
        for (var isSaid = false; await OthersAsync(stop) is { Count: > 0 } others; isSaid = true)
        {
            if (parts.Time.GetElapsedTime(started) > bound) throw Refusal(others);
            if (!isSaid)
            {
                parts.Say(
                    $"the group still has {Names(others)}; a member that has stopped or died is dropped after its " +
                    $"session's time: waiting {bound.TotalSeconds:0} s at most");
            }

            await Task.Delay(Pause, parts.Time, stop);
        }
    }

    /// <summary>The other members; none where the cluster cannot tell: then owning all partitions decides.</summary>
    private async Task<IReadOnlyList<GroupMemberName>> OthersAsync(CancellationToken stop)
    {
        try
        {
            var own = parts.OwnMemberId();
            var all = await parts.Members.ReadAsync(stop);
            return [.. all.Where(member => member.MemberId != own)];
        }
        catch (StateUnavailableException failure)
        {
            parts.Say($"warning: {failure.Message.TrimEnd('.')}; whether others live shows by who owns the partitions");
            return [];
        }
    }

    private async Task<GroupException> NotAllAsync(CancellationToken stop) =>
        await OthersAsync(stop) is { Count: > 0 } others
            ? Refusal(others)
            : new GroupException(
                $"the group gave {_owned.Count} of {options.Partitions} partitions of {options.InputTopic} within " +
                $"{(parts.SessionTimeout + JoinBound).TotalSeconds:0} s, another instance has the others: " +
                "nothing was changed; stop every instance and run rebuild again");

    private static GroupException Refusal(IReadOnlyList<GroupMemberName> others) => new(
        $"rebuild needs the group for itself, and {Names(others)} " +
        (others.Count == 1 ? "is" : "are") + " alive: stop every instance and run rebuild again");

    private static string Names(IReadOnlyList<GroupMemberName> members) =>
        string.Join(", ", members.Select(member => member.ToString()).Order(StringComparer.Ordinal));

    /// <summary>What came before the partitions were paused; a rebuild reads no order.</summary>
    private readonly struct NoRecords : IRecordVisitor
    {
        public void Visit(in RecordView record)
        {
        }

        public void VisitEnd(int partition, long offset)
        {
        }

        public void VisitError(int partition, ErrorCode code, string reason)
        {
        }
    }
}
