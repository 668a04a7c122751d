using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.State;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Answers at once with what the test has set, unless it holds the answers back.</summary>
internal sealed class FakeGroupOwnership : IGroupOwnership
{
    public GroupOwnership? Now { get; set; } = new([], 0);

    public bool IsAway { get; set; }

    /// <summary>Set, no answer comes before it ends.</summary>
    public TaskCompletionSource? Held { get; set; }

    public int Asked { get; private set; }

    public bool IsDisposed { get; private set; }

    public async Task<GroupOwnership?> ReadAsync()
    {
        Asked++;
        if (Held is { } held) await held.Task;
        if (IsAway) throw new StateUnavailableException("no answer");
        return Now;
    }

    public void Dispose() => IsDisposed = true;
}
