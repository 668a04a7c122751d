using Confluent.Kafka;

namespace EndToEnd.Tests.Injection;

/// <summary>What came of the orders that met an error.</summary>
/// <param name="Output">The producer's lines.</param>
/// <param name="Orders">Every record of the orders' topic.</param>
/// <param name="DeadLetters">Every record of the dead letters' topic.</param>
internal sealed record ProduceErrorsRun(
    IReadOnlyList<string> Output,
    IReadOnlyList<Message<string?, byte[]?>> Orders,
    IReadOnlyList<Message<string?, byte[]?>> DeadLetters);
