using System.Collections.Concurrent;
using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.Handling;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>An asynchronous handler whose calls end when the test says so; until then it counts them.</summary>
internal sealed class FakeLaterHandler : IAsyncRecordHandler<long>
{
    private readonly ConcurrentDictionary<(int Partition, long Offset), TaskCompletionSource<HandledRecord<long>>>
        _open = new();

    /// <summary>Every call made, in order.</summary>
    public ConcurrentQueue<(int Partition, long Offset, int Attempt)> Calls { get; } = new();

    /// <summary>Calls whose cancellation was asked for.</summary>
    public ConcurrentQueue<(int Partition, long Offset)> Cancelled { get; } = new();

    /// <summary>Answers at once instead, where it is set.</summary>
    public Func<RecordCopy, int, HandledRecord<long>>? AtOnce { get; set; }

    /// <summary>Calls that have not ended.</summary>
    public int Running => _open.Count;

    public ValueTask<HandledRecord<long>> HandleAsync(
        RecordCopy record, int attempt, CancellationToken cancellation)
    {
        var place = (record.Partition, record.Offset);
        Calls.Enqueue((record.Partition, record.Offset, attempt));
        if (AtOnce is { } answer) return ValueTask.FromResult(answer(record, attempt));
        var source = new TaskCompletionSource<HandledRecord<long>>();
        _open[place] = source;
        cancellation.Register(() =>
        {
            Cancelled.Enqueue(place);
            _open.TryRemove(new(place, source));
        });
        return new ValueTask<HandledRecord<long>>(source.Task);
    }

    public void Succeed(int partition, long offset) =>
        End(partition, offset).SetResult(HandledRecord<long>.Success(offset));

    public void Fail(int partition, long offset, Failure failure) =>
        End(partition, offset).SetResult(HandledRecord<long>.Failed(failure));

    public void Throw(int partition, long offset, Exception exception) =>
        End(partition, offset).SetException(exception);

    private TaskCompletionSource<HandledRecord<long>> End(int partition, long offset)
    {
        Assert.True(_open.TryRemove((partition, offset), out var source), $"{partition}@{offset} is not being handled");
        return source;
    }
}
