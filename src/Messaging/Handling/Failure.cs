namespace OrderPipeline.Messaging.Handling;

/// <summary>Why one attempt at a record failed.</summary>
/// <param name="Kind">What sort of failure it is.</param>
/// <param name="Reason">One sentence for people; codes and names, never contents of the record.</param>
/// <param name="MayPass">True where another attempt may succeed.</param>
/// <param name="ExceptionType">Full name of the exception, where one was thrown.</param>
/// <param name="Detail">Message and stack of the exception, where one was thrown.</param>
public sealed record Failure(
    FailureKind Kind,
    string Reason,
    bool MayPass = false,
    string? ExceptionType = null,
    string? Detail = null);
