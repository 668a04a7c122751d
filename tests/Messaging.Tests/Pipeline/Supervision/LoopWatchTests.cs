using OrderPipeline.Messaging.Pipeline.Supervision;
using TestKit.Time;

namespace Messaging.Tests.Pipeline.Supervision;

[Trait("Category", "Unit")]
public sealed class LoopWatchTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _ends = [];
    private readonly LoopWatch _watch;

    public LoopWatchTests() => _watch = new LoopWatch(_time, _ends.Add);

    [Fact]
    public void A_thread_that_does_not_come_back_ends_the_process_once()
    {
        _watch.Expect("the end of the consumer", 3);
        Tick(2);
        Assert.Empty(_ends);

        Tick(5);
        Assert.StartsWith("the end of the consumer has not come back", Assert.Single(_ends), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_that_comes_back_in_time_is_left_alone()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            _watch.Expect("a turn of the pipeline", 3);
            Tick(2);
        }

        _watch.Rest();
        Tick(100);

        Assert.Empty(_ends);
    }

    [Fact]
    public void After_its_end_it_ends_nothing()
    {
        _watch.Expect("a turn of the pipeline", 3);
        _watch.Dispose();
        Tick(100);

        Assert.Empty(_ends);
    }

    public void Dispose() => _watch.Dispose();

    private void Tick(int times)
    {
        for (var tick = 0; tick < times; tick++) _time.Advance(LoopWatch.Tick);
    }
}
