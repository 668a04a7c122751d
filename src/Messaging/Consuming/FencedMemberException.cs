namespace OrderPipeline.Messaging.Consuming;

/// <summary>The group has another member under this instance's id, or has not let go of the one it had: this client is
/// out for good, the instance may not be (<see cref="IIdentityCheck"/>).</summary>
internal sealed class FencedMemberException(string reason) : Exception(reason);
