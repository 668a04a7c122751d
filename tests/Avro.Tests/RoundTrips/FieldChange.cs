namespace Avro.Tests.RoundTrips;

/// <summary>A record's field that stays, goes, or is new to the reader.</summary>
/// <param name="Name">As the writer has it, or the reader where it is new.</param>
/// <param name="NewName">As the reader has it, with an alias; null where that did not change.</param>
/// <param name="Change">What becomes of its type; null where it is new.</param>
/// <param name="IsRead">Whether the reader has it still.</param>
/// <param name="Rank">The reader has its fields in this order.</param>
internal sealed record FieldChange(string Name, string? NewName, Change? Change, bool IsRead, int Rank)
{
    /// <summary>What a new field is where the writer knew nothing of it.</summary>
    public const int Default = -77;
}
