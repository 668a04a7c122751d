using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;
using TestKit.Clusters;

namespace Messaging.Tests.Consuming;

/// <summary>A member that stands still for ever once it is told to give partitions back: to its group it has died
/// there.</summary>
internal sealed class DyingMember : IRebalanceListener, IDisposable
{
    private const int PollMs = 50;

    private readonly ManualResetEventSlim _end = new();
    private readonly KafkaGroupConsumer _consumer;
    private readonly Thread _thread;
    private volatile IReadOnlyList<int> _owned = [];
    private volatile IReadOnlyList<int>? _left;

    public DyingMember(ConsumerConfig config, TestTopics topics)
    {
        _consumer = new KafkaGroupConsumer(config, topics.Orders, new GroupConsumerLog());
        _consumer.Subscribe(this);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>What it has.</summary>
    public IReadOnlyList<int> Owned => _owned;

    /// <summary>What it was to keep when it died; null while it lives.</summary>
    public IReadOnlyList<int>? Left => _left;

    public void Assigned(IReadOnlyList<int> partitions) => _owned = [.. _owned, .. partitions];

    public void Revoked(IReadOnlyList<int> partitions, bool isLost)
    {
        _left ??= [.. _owned.Except(partitions)];
        _end.Wait();
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _consumer.Dispose();
        _end.Dispose();
    }

    private void Run()
    {
        var visitor = default(Members.Nobody);
        try
        {
            while (_left is null) _consumer.Poll(PollMs, ref visitor);
        }
        catch (FencedMemberException)
        {
            // Another has its id by now.
        }
    }
}
