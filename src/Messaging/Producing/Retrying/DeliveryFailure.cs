namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>What a failed delivery calls for.</summary>
public enum DeliveryFailure
{
    /// <summary>The record was acknowledged.</summary>
    None = 0,

    /// <summary>The same record may be taken a moment later: network, leaders, time-outs.</summary>
    Passes,

    /// <summary>The record is larger than the client or the broker takes; a smaller one may pass.</summary>
    TooLarge,

    /// <summary>The same record will be refused again: no rights, no such topic, an invalid record.</summary>
    Refused,

    /// <summary>Nothing more can be sent with this producer.</summary>
    ProducerBroken,

    /// <summary>The record was given up by ourselves, because its time was over.</summary>
    GivenUp,
}
