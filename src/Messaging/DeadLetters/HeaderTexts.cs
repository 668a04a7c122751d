namespace OrderPipeline.Messaging.DeadLetters;

/// <summary>What the last dead letter's headers said, as bytes: in a storm the next one says the same.</summary>
/// <remarks>Not thread-safe. The bytes stand in several records and are never written to.</remarks>
internal sealed class HeaderTexts
{
    /// <summary>The kind of the error.</summary>
    public RepeatedText Kind { get; } = new();

    /// <summary>The sentence for people.</summary>
    public RepeatedText Reason { get; } = new();

    /// <summary>The original topic.</summary>
    public RepeatedText Topic { get; } = new();
}
