namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>
/// One further attempt that the owner's thread is asked to make: of the record, or of its dead letter.
/// </summary>
internal sealed class Resend(UnsentRecord record, EncodedDeadLetter? deadLetter, string deadLetterTopic)
{
    private readonly TaskCompletionSource<FailedAttempt> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UnsentRecord Record => record;

    public bool IsDeadLetter => deadLetter is not null;

    /// <summary>When the owner handed the record over, last.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    public bool IsStarted { get; private set; }

    /// <summary>The attempt once its report is there; its error is none where it succeeded.</summary>
    public Task<FailedAttempt> Ended => _ended.Task;

    /// <summary>The record as it goes out.</summary>
    /// <param name="headers">Headers of a record that is sent again; a dead letter brings its own.</param>
    public OutgoingRecord Outgoing(IReadOnlyList<RecordHeader>? headers) => deadLetter is null
        ? new OutgoingRecord(record.Topic, record.Key, record.Value)
        {
            HasKey = record.Key is not null,
            HasValue = record.Value is not null,
            Headers = headers,
        }
        : new OutgoingRecord(deadLetterTopic, deadLetter.Key, deadLetter.Value)
        {
            HasKey = deadLetter.Key is not null,
            Headers = deadLetter.Headers,
        };

    public void Start(DateTimeOffset now) => (StartedAt, IsStarted) = (now, true);

    public void End(FailedAttempt attempt) => _ended.TrySetResult(attempt);
}
