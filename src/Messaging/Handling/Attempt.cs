namespace OrderPipeline.Messaging.Handling;

/// <summary>One line of a failed record's diary.</summary>
/// <param name="StartedAt">When the attempt began, UTC.</param>
/// <param name="DurationMicros">How long it took, in microseconds.</param>
/// <param name="ExceptionType">Full name of what it threw, or null.</param>
public readonly record struct Attempt(DateTimeOffset StartedAt, long DurationMicros, string? ExceptionType);
