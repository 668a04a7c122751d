namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>Where the calls are made that wait for the broker at the end of a transaction.</summary>
internal interface ICommitCalls : IDisposable
{
    /// <summary>True until the calls that were started last have ended.</summary>
    bool AreRunning { get; }

    /// <summary>Starts calls, the last ones being over; returns at once where they are made beside it.</summary>
    /// <param name="calls">They throw nothing, and are bounded.</param>
    void Start(Action calls);

    /// <summary>Waits for their end; what they have written is visible then.</summary>
    /// <param name="longest">The longest wait, or infinite.</param>
    /// <returns>Whether they have ended.</returns>
    bool Wait(TimeSpan longest);
}
