namespace Contracts.Tests.Hostile;

/// <summary>What stands at a place of encoded data.</summary>
internal enum PlaceKind
{
    Int,
    Long,
    Boolean,
    Sized,
    Symbol,
    Branch,
    Count,
    BytesLength,
    TextLength,
}
