using OrderPipeline.Contracts.Settings;

namespace OrderPipeline.Producer.Sending;

/// <summary>How the worker sends.</summary>
internal sealed record SendOptions
{
    /// <summary>Topic of the orders, as dead letters name it.</summary>
    public required string Topic { get; init; }

    public ProducerKey Key { get; init; }

    /// <summary>Null: as fast as it goes.</summary>
    public double? OrdersPerSecond { get; init; }

    /// <summary>How long what is on its way may take once the program is to stop.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Called after every poll, several times a second.</summary>
    public Action OnPoll { get; init; } = () => { };
}
