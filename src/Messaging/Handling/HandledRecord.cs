namespace OrderPipeline.Messaging.Handling;

/// <summary>What an attempt at a record came to: a result, a failure, something to wait for, or a call that
/// waits.</summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
public readonly struct HandledRecord<TResult>
{
    // Stands in the place of a dependency, so that a good record carries no field more.
    private static readonly Task LaterMark = new(static () => { });

    private readonly Task? _dependency;

    private HandledRecord(TResult result, Failure? failure, Task? dependency)
    {
        Result = result;
        Failure = failure;
        _dependency = dependency;
    }

    /// <summary>The result; meaningful only where <see cref="IsSuccess"/>.</summary>
    public TResult Result { get; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; }

    /// <summary>Ends when it is worth reading the record again, or null. The attempt does not count.</summary>
    public Task? Dependency => IsLater ? null : _dependency;

    /// <summary>True where the record is left to the program's asynchronous handler.</summary>
    public bool IsLater => ReferenceEquals(_dependency, LaterMark);

    /// <summary>True where there is a result.</summary>
    public bool IsSuccess => Failure is null && _dependency is null;

    /// <summary>The record is done.</summary>
    public static HandledRecord<TResult> Success(TResult result) => new(result, null, null);

    /// <summary>The attempt failed.</summary>
    public static HandledRecord<TResult> Failed(Failure failure) => new(default!, failure, null);

    /// <summary>
    /// The program's <see cref="IAsyncRecordHandler{TResult}"/> handles a copy of the record, beside the pipeline;
    /// this look at it was no attempt.
    /// </summary>
    public static HandledRecord<TResult> Later() => new(default!, null, LaterMark);

    /// <summary>
    /// Something that every record of this sort needs is not there yet: the partition waits for it.
    /// </summary>
    public static HandledRecord<TResult> WaitFor(Task dependency) => new(default!, null, dependency);
}
