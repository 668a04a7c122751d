namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>Makes the calls on the thread that starts them, one after the other.</summary>
internal sealed class InlineCommitCalls : ICommitCalls
{
    public bool AreRunning => false;

    public void Start(Action calls) => calls();

    public bool Wait(TimeSpan longest) => true;

    public void Dispose()
    {
        // Nothing is kept.
    }
}
