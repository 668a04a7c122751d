namespace OrderPipeline.Messaging.Transactions.Guarding;

/// <summary>A named place where a test lets the process die or stand still; see <see cref="CrashPlan"/>.</summary>
internal enum CrashPoint
{
    BeforeInit,
    AfterInit,
    BeforeBegin,
    AfterBegin,

    /// <summary>After each record that was handed to the client.</summary>
    AfterWrite,
    BeforeAcknowledgements,
    AfterAcknowledgements,
    BeforeSendOffsets,
    AfterSendOffsets,
    BeforeCommit,
    AfterCommit,
    BeforeAbort,
    AfterAbort,

    /// <summary>On the restore thread, before a state partition is read.</summary>
    BeforeRestore,
    AfterRestore,

    /// <summary>Partitions are taken away, and the group does not know yet that they are given back.</summary>
    InRevocation,
}
