namespace OrderPipeline.Messaging.State;

/// <summary>Keys of the state topic that this library writes and reads itself; a program's builder never sees
/// them.</summary>
public static class ReservedKeys
{
    /// <summary>A person's word that a partition may go on: a <see cref="PartitionRelease"/>.</summary>
    public const string Release = "$release";

    /// <summary>A rebuild's mark: what stands before it in its partition is void. The program writes it and sees it,
    /// too.</summary>
    public const string Rebuilt = "$rebuilt";

    /// <summary>How the last records of the partition came out, for the breaker's ratio.</summary>
    public const string Outcomes = "$outcomes";

    /// <summary>How many records the partition had, for the search for duplicates.</summary>
    public const string Identities = "$ids";

    /// <summary>What the keys of the identities of the last good records begin with; six digits follow.</summary>
    public const string IdentitySlots = "$ids/";

    /// <summary>A record without a value that ended a hanging transaction; it says nothing. Also among dead
    /// letters.</summary>
    public const string Swept = "$swept";
}
