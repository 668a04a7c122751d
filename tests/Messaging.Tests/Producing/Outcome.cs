using Confluent.Kafka;
using OrderPipeline.Messaging.Producing;

namespace Messaging.Tests.Producing;

/// <summary>What the fake producer answers to one record.</summary>
internal readonly record struct Outcome(ErrorCode Error, Persistence Persistence, bool IsRefusedAtOnce = false)
{
    public static readonly Outcome Delivered = new(ErrorCode.NoError, Persistence.Persisted);

    public static Outcome Failed(ErrorCode error) => new(error, Persistence.NotPersisted);

    public static Outcome Unknown(ErrorCode error) => new(error, Persistence.PossiblyPersisted);

    public static Outcome Refused(ErrorCode error) => new(error, Persistence.NotPersisted, IsRefusedAtOnce: true);
}
