using OrderPipeline.Messaging.Consuming;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>Answers when the test says so.</summary>
internal sealed class FakeIdentityCheck : IIdentityCheck
{
    public TaskCompletionSource<string?> Answer { get; private set; } = new();

    public int Asked { get; private set; }

    public Task<string?> FindHolderAsync(CancellationToken stop)
    {
        Asked++;
        Answer = new();
        return Answer.Task.WaitAsync(stop);
    }
}
