namespace OrderPipeline.Messaging.Producing;

/// <summary>Whether a record that was handed to the client is in its topic's log.</summary>
public enum Persistence
{
    /// <summary>It never left, or the broker refused it: sending it again cannot make a second one.</summary>
    NotPersisted = 0,

    /// <summary>It was sent and nobody answered: sending it again may make a second one.</summary>
    PossiblyPersisted = 1,

    /// <summary>The broker has acknowledged it.</summary>
    Persisted = 2,
}
