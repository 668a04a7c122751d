using System.Text;
using Messaging.Tests.Pipeline.Fakes;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.Rebuilding;
using OrderPipeline.Messaging.State;
using TestKit;
using TestKit.Time;

namespace Messaging.Tests.Rebuilding;

/// <summary>A rebuild of two partitions over a cluster in memory, as the member <c>me</c>.</summary>
internal sealed class ARebuild : IGroupMembers, IStateRebuilder
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly RebuildOptions _options = new()
    {
        InputTopic = FakeCluster.Topic,
        StateTopic = "orders.averages",
        Partitions = 2,
    };

    public ARebuild() => Consumer = new FakeGroupConsumer(Cluster);

    public FakeCluster Cluster { get; } = new();

    public FakeGroupConsumer Consumer { get; }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>The members at each question; the last ones stay.</summary>
    public Queue<GroupMemberName[]> Answers { get; } = new();

    public bool IsSilent { get; set; }

    public List<string> Said { get; } = [];

    public long? FormerFirstOffset { get; set; }

    public string? FormerTopicId { get; set; }

    /// <summary>Runs on the reading thread once all states were read.</summary>
    public Action WhenRead { get; set; } = static () => { };

    public static GroupMemberName Other(string id) => new($"{id}-member", id, "client", "/10.0.0.7");

    public async Task<IReadOnlyList<RebuiltPartition>> RunAsync(bool isFromAvailable = false)
    {
        var parts = new RebuildParts
        {
            Consumer = Consumer,
            Members = this,
            OwnMemberId = () => "me",
            OpenLog = () => new FakeStateLog(Cluster),
            CreateWriter = () => new FakeTransactionalWriter(Cluster),
            SessionTimeout = TimeSpan.FromSeconds(6),
            Say = Said.Add,
            Time = Time,
        };
        var run = new RebuildWorker(parts, _options with { IsFromAvailable = isFromAvailable })
            .RunAsync(this, CancellationToken.None);
        await Eventually.True(() => HasEnded(run), Bound);
        return await run;
    }

    private bool HasEnded(Task run)
    {
        if (!run.IsCompleted) Time.Advance(TimeSpan.FromSeconds(1));
        return run.IsCompleted;
    }

    public Task<IReadOnlyList<GroupMemberName>> ReadAsync(CancellationToken stop)
    {
        if (IsSilent) throw new StateUnavailableException("the coordinator does not tell");
        var answer = Answers.Count > 1 ? Answers.Dequeue() : Answers.TryPeek(out var last) ? last : [];
        return Task.FromResult<IReadOnlyList<GroupMemberName>>(
            [.. answer, new GroupMemberName("me", null, "rebuild", "/10.0.0.1")]);
    }

    public IFormerState Start(int partition) => new Former(partition, this);

    public void Complete(CancellationToken cancellation) => WhenRead();

    private sealed class Former(int partition, ARebuild rebuild) : IFormerState
    {
        public int Partition => partition;

        public long? FirstOffset => rebuild.FormerFirstOffset;

        public string? TopicId => rebuild.FormerTopicId;

        public void Add(in RecordView record)
        {
        }

        public void WriteNew(IStateWriter writer, long firstOffset, string? topicId) =>
            writer.Write("$ledger"u8.ToArray(), Encoding.UTF8.GetBytes($"new {firstOffset}"));
    }
}
