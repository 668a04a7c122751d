namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>
/// When a transaction is due: soon where nothing more waits to be read, at the latest at the interval.
/// </summary>
internal sealed class CommitPolicy(TimeSpan interval)
{
    /// <summary>A commit costs some milliseconds: they begin at this distance at least, where records keep coming.
    /// </summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(10);

    /// <summary>Dead letters hold their payload in memory until they are committed.</summary>
    private const int MaxDeadLetters = 5_000;

    /// <param name="sinceLast">Time since the last commit began.</param>
    /// <param name="hasMore">More records wait to be read.</param>
    /// <param name="deadLetters">Dead letters in all overlays.</param>
    public bool IsDue(TimeSpan sinceLast, bool hasMore, int deadLetters) =>
        sinceLast >= interval || deadLetters >= MaxDeadLetters || (!hasMore && sinceLast >= QuietTime);
}
