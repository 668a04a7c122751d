namespace OrderPipeline.Messaging.Handling;

/// <summary>What an attempt at a record came to: a result, a failure, or a dependency to wait for.</summary>
/// <typeparam name="TResult">What the handler makes of a good record.</typeparam>
public readonly struct HandledRecord<TResult>
{
    private HandledRecord(TResult result, Failure? failure, Task? dependency)
    {
        Result = result;
        Failure = failure;
        Dependency = dependency;
    }

    /// <summary>The result; meaningful only where <see cref="IsSuccess"/>.</summary>
    public TResult Result { get; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; }

    /// <summary>Ends when it is worth reading the record again, or null. The attempt does not count.</summary>
    public Task? Dependency { get; }

    /// <summary>True where there is a result.</summary>
    public bool IsSuccess => Failure is null && Dependency is null;

    /// <summary>The record is done.</summary>
    public static HandledRecord<TResult> Success(TResult result) => new(result, null, null);

    /// <summary>The attempt failed.</summary>
    public static HandledRecord<TResult> Failed(Failure failure) => new(default!, failure, null);

    /// <summary>
    /// Something that every record of this sort needs is not there yet: the partition waits for it.
    /// </summary>
    public static HandledRecord<TResult> WaitFor(Task dependency) => new(default!, null, dependency);
}
