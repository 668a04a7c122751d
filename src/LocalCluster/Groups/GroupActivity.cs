using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Forwarding;

namespace OrderPipeline.LocalCluster.Groups;

/// <summary>What consumer groups are doing, learnt from the requests that pass: the mock cluster can neither list nor
/// describe groups, and keeps no offsets of transactions.</summary>
/// <remarks>
/// Thread-safe. It sees what is asked, not what is answered: a commit that the broker refuses counts here. Requests
/// that are malformed, of an unknown version or beyond the limits are passed over. Kafka's protocol guide has the
/// fields; their order below is theirs.
/// </remarks>
internal sealed class GroupActivity(TimeProvider time) : IRequestObserver
{
    public const int MaxGroups = 256;

    /// <summary>A member silent for longer is no longer shown; the programs' own session time-out is shorter.</summary>
    public static readonly TimeSpan Session = TimeSpan.FromSeconds(10);

    private readonly Lock _guard = new();
    private readonly Dictionary<string, KnownGroup> _groups = new(StringComparer.Ordinal);
    private readonly OpenTransactions _transactions = new();

    public void OnRequest(long connection, KafkaRequest request, short version, ReadOnlySpan<byte> frame)
    {
        switch (request)
        {
            case KafkaRequest.JoinGroup when version is >= 0 and <= 9:
                OnJoin(connection, version, new(frame, version >= 6));
                break;
            case KafkaRequest.SyncGroup or KafkaRequest.Heartbeat when version is >= 0 and <= 5:
                OnHeartbeat(connection, version, new(frame, version >= 4));
                break;
            case KafkaRequest.LeaveGroup when version is >= 0 and <= 5:
                OnLeave(version, new(frame, version >= 4));
                break;
            case KafkaRequest.ConsumerGroupHeartbeat when version is 0 or 1:
                OnConsumerHeartbeat(connection, new(frame, flexible: true));
                break;
            case KafkaRequest.OffsetCommit when version is >= 0 and <= 9:
                OnCommit(connection, version, new(frame, version >= 8));
                break;
            case KafkaRequest.TxnOffsetCommit when version is >= 0 and <= 5:
                OnTransactionCommit(version, new(frame, version >= 3));
                break;
            case KafkaRequest.EndTxn when version is >= 0 and <= 5:
                OnEnd(new(frame, version >= 3));
                break;
            case KafkaRequest.InitProducerId when version is >= 0 and <= 5:
                OnInit(new(frame, version >= 2));
                break;
        }
    }

    public void OnClosed(long connection)
    {
        lock (_guard)
        {
            foreach (var group in _groups.Values)
                group.Close(connection);
        }
    }

    /// <summary>The groups in order of their ids; one without members stays for its positions.</summary>
    public IReadOnlyList<GroupSnapshot> Snapshot()
    {
        var silentSince = time.GetUtcNow() - Session;
        lock (_guard)
        {
            foreach (var group in _groups.Values)
                group.Expire(silentSince);
            return
            [
                .. _groups.Values
                    .Select(group => group.Snapshot())
                    .Where(group => group.Members.Count + group.Positions.Count > 0)
                    .OrderBy(group => group.Id, StringComparer.Ordinal),
            ];
        }
    }

    private void OnJoin(long connection, short version, RequestFields fields)
    {
        var group = fields.Name();
        fields.Int32();   // session time-out
        if (version >= 1)
            fields.Int32();   // rebalance time-out
        var member = fields.Name();
        var instance = version >= 5 ? fields.Name() : "";
        Hear(fields.Failed, new(group, member, instance, fields.ClientId, connection));
    }

    private void OnHeartbeat(long connection, short version, RequestFields fields)
    {
        var group = fields.Name();
        fields.Int32();   // generation
        var member = fields.Name();
        var instance = version >= 3 ? fields.Name() : "";
        Hear(fields.Failed, new(group, member, instance, fields.ClientId, connection));
    }

    private void OnConsumerHeartbeat(long connection, RequestFields fields)
    {
        var group = fields.Name();
        var member = fields.Name();
        var epoch = fields.Int32();
        var instance = fields.Name();
        // Epoch -1 says goodbye, -2 goodbye for a while.
        if (epoch < 0)
            Leave(fields.Failed, group, [(member, instance)]);
        else
            Hear(fields.Failed, new(group, member, instance, fields.ClientId, connection));
    }

    private void OnLeave(short version, RequestFields fields)
    {
        var group = fields.Name();
        var leaving = new List<(string, string)>();
        if (version < 3)
            leaving.Add((fields.Name(), ""));
        for (var left = version < 3 ? 0 : fields.ArrayLength(); left > 0 && !fields.Failed; left--)
        {
            leaving.Add((fields.Name(), fields.Name()));
            if (version >= 5)
                fields.SkipString();   // the reason
            fields.TaggedFields();
        }
        Leave(fields.Failed, group, leaving);
    }

    private void OnCommit(long connection, short version, RequestFields fields)
    {
        var group = fields.Name();
        var member = "";
        if (version >= 1)
        {
            fields.Int32();   // generation
            member = fields.Name();
        }
        var instance = version >= 7 ? fields.Name() : "";
        if (version is >= 2 and <= 4)
            fields.Int64();   // retention
        var positions = PositionsReader.Read(
            ref fields, hasEpoch: version >= 6, hasTimestamp: version == 1);
        if (fields.Failed)
            return;
        Hear(failed: false, new(group, member, instance, fields.ClientId, connection));
        lock (_guard)
        {
            foreach (var position in positions)
                Find(group)?.Commit(position);
        }
    }

    private void OnTransactionCommit(short version, RequestFields fields)
    {
        var transaction = fields.Name();
        var group = fields.Name();
        fields.Int64();   // producer id
        fields.Skip(sizeof(short));   // producer epoch
        if (version >= 3)
        {
            fields.Int32();   // generation
            fields.SkipString();   // member
            fields.SkipString();   // instance
        }
        var positions = PositionsReader.Read(ref fields, hasEpoch: version >= 2, hasTimestamp: false);
        if (fields.Failed)
            return;
        lock (_guard)
            _transactions.Add(transaction, group, positions);
    }

    private void OnEnd(RequestFields fields)
    {
        var transaction = fields.Name();
        fields.Int64();   // producer id
        fields.Skip(sizeof(short));   // producer epoch
        var committed = fields.Boolean();
        if (fields.Failed)
            return;
        lock (_guard)
        {
            foreach (var (group, position) in _transactions.End(transaction))
            {
                if (committed)
                    Find(group)?.Commit(position);
            }
        }
    }

    /// <summary>A producer that begins anew ends what an earlier one of its id has left open.</summary>
    private void OnInit(RequestFields fields)
    {
        var transaction = fields.Name();
        if (fields.Failed)
            return;
        lock (_guard)
            _transactions.End(transaction);
    }

    private void Hear(bool failed, in GroupSpeaker speaker)
    {
        if (failed || !speaker.Named)
            return;
        lock (_guard)
            Find(speaker.Group)?.Hear(speaker, time.GetUtcNow());
    }

    private void Leave(bool failed, string group, List<(string Member, string Instance)> leaving)
    {
        if (failed)
            return;
        lock (_guard)
        {
            foreach (var (member, instance) in leaving)
                Find(group)?.Leave(member, instance);
        }
    }

    /// <summary>The group of this id; where there are too many, the one unheard for longest makes room.</summary>
    private KnownGroup? Find(string id)
    {
        if (id.Length == 0)
            return null;
        if (!_groups.TryGetValue(id, out var group))
        {
            if (_groups.Count >= MaxGroups)
                _groups.Remove(_groups.MinBy(entry => entry.Value.LastHeard).Key);
            _groups.Add(id, group = new(id));
        }
        group.LastHeard = time.GetUtcNow();
        return group;
    }
}
