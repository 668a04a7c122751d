namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>A record that could not be sent at the first attempt: its bytes, and what was tried.</summary>
/// <remarks>Made on the failure path only; records that are acknowledged at once never become objects.</remarks>
public sealed class UnsentRecord
{
    private readonly List<FailedAttempt> _attempts = [];

    /// <summary>Takes copies of the record's bytes.</summary>
    /// <param name="topic">Where the record was meant to go.</param>
    /// <param name="key">Its key, or null.</param>
    /// <param name="value">Its value, or null where it has none, or is not kept.</param>
    /// <param name="origin">Whatever the program wants to know again when it writes the dead letter.</param>
    public UnsentRecord(string topic, byte[]? key, byte[]? value, object? origin = null)
    {
        Topic = topic;
        Key = key;
        Value = value;
        Origin = origin;
    }

    /// <summary>Where the record was meant to go.</summary>
    public string Topic { get; }

    /// <summary>Its key, or null.</summary>
    public byte[]? Key { get; }

    /// <summary>Its value, or null.</summary>
    public byte[]? Value { get; }

    /// <summary>The program's own note, or null for a record that was published and failed.</summary>
    public object? Origin { get; }

    /// <summary>The attempts to send the record itself, the first one first; none where it was never tried.</summary>
    public IReadOnlyList<FailedAttempt> Attempts => _attempts;

    /// <summary>True when an attempt ended without an answer: the record may be in its topic.</summary>
    public bool IsPossiblyPersisted { get; private set; }

    /// <summary>What the client said last about the cluster when the record failed; null where nothing.</summary>
    public string? ClusterError { get; internal set; }

    /// <summary>
    /// Why neither the record nor its dead letter was taken, in a few words; null while that is open.
    /// </summary>
    public string? NotAcceptedBecause { get; internal set; }

    /// <summary>Notes one more attempt that failed.</summary>
    public void Add(FailedAttempt attempt)
    {
        _attempts.Add(attempt);
        IsPossiblyPersisted |= attempt.Persistence != Persistence.NotPersisted;
    }
}
