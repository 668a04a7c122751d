namespace OrderPipeline.Messaging.Consuming;

/// <summary>The consumer's client has met a fatal error and can never go on; a new one may.</summary>
internal sealed class LostClientException(string message) : Exception(message);
