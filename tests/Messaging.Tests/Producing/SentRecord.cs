namespace Messaging.Tests.Producing;

internal sealed record SentRecord(string Topic, string? Key, byte[] Value, IReadOnlyDictionary<string, string> Headers);
