namespace OrderPipeline.Contracts.Settings;

/// <summary>
/// Section <c>Faults</c>: failures made on purpose, for demonstrations and tests. All off by default.
/// </summary>
public sealed class FaultsOptions
{
    /// <summary>Processing an order of this product always fails; null or empty: none does.</summary>
    public string? FailProduct { get; set; }

    /// <summary>Share of the orders that fail at first and pass later; 0 to 1.</summary>
    public double TransientRate { get; set; }

    /// <summary>Chooses which orders those are: the same seed, the same orders.</summary>
    public int Seed { get; set; }
}
