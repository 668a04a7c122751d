namespace OrderPipeline.Messaging.Rebuilding;

/// <summary>One partition that is counted anew.</summary>
/// <param name="Former">What its state was.</param>
/// <param name="FirstOffset">Where counting begins.</param>
public sealed record RebuiltPartition(IFormerState Former, long FirstOffset);
