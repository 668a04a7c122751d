using OrderPipeline.Messaging.Pipeline.Commits;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Calls of a commit that last until the test lets them end; they are made then, on its thread.</summary>
/// <param name="endsNow">Asked at every look and every bounded wait.</param>
internal sealed class HeldCommitCalls(Func<bool> endsNow) : ICommitCalls
{
    private Action? _calls;

    public HeldCommitCalls()
        : this(static () => false)
    {
    }

    public bool AreRunning => !Wait(TimeSpan.Zero);

    public void Start(Action calls)
    {
        Assert.Null(_calls);
        _calls = calls;
    }

    public bool Wait(TimeSpan longest)
    {
        if (_calls is not null && (longest == Timeout.InfiniteTimeSpan || endsNow())) End();
        return _calls is null;
    }

    public void End()
    {
        var calls = _calls;
        _calls = null;
        calls!();
    }

    public void Dispose() => Wait(Timeout.InfiniteTimeSpan);
}
