namespace OrderPipeline.LocalCluster.Tests.Groups;

/// <summary>Requests as clients sent them to a mock cluster: librdkafka 2.15.1 and kafkajs 2.2.4.</summary>
internal static class CapturedRequests
{
    private const string AggGroup = "6f726465722d6167677265676174696f6e";
    private const string AggTransaction = "6f726465722d6167677265676174696f6e2e70632d31";

    /// <summary>Version 5, with no member id yet and <c>group.instance.id</c> pc-1.</summary>
    public const string StaticJoin =
        "000b000500000003000361676700116f726465722d6167677265676174696f6e00001770000493e00000000470632d31"
        + "0008636f6e73756d65"
        + "7200000002000572616e67650000001c00030000000100066f72646572730000000000000000ffffffff0000000a726f"
        + "756e64726f62696e"
        + "0000001c00030000000100066f72646572730000000000000000ffffffff0000";

    /// <summary>Version 5, with neither member id nor instance.</summary>
    public const string FirstJoin =
        "000b00050000000300026a7300086a732d67726f7570000075300000ea600000ffff0008636f6e73756d657200000001"
        + "0012526f756e6452"
        + "6f62696e41737369676e65720000001200000000000100066f726465727300000000";

    /// <summary>Version 3, member 0x7fba8000d5a0.</summary>
    public const string Sync =
        "000e000300000006000361676700116f726465722d6167677265676174696f6e00000002000e30783766626138303030"
        + "64356130ffff0000"
        + "0001000e30783766626138303030643561300000001e00000000000100066f726465727300000002000000000000000100000000";

    /// <summary>Version 3, member 0x7fba8000d5a0.</summary>
    public const string Heartbeat =
        "000c000300000007000361676700116f726465722d6167677265676174696f6e00000002000e3078376662613830303064356130ffff";

    /// <summary>Version 3, member 0x7fba8000af90, instance pc-1.</summary>
    public const string StaticHeartbeat =
        "000c000300000006000361676700116f726465722d6167677265676174696f6e00000003000e30783766626138303030616639300004"
        + "70632d31";

    /// <summary>Version 1, member 0x7fba8000d5a0.</summary>
    public const string Leave =
        "000d000100000013000361676700116f726465722d6167677265676174696f6e000e3078376662613830303064356130";

    /// <summary>Version 3, member 0x7fc70007ac0.</summary>
    public const string ScriptLeave =
        "000d00030000000b00026a7300086a732d67726f757000000001000e3078376663373030303037616330ffff";

    /// <summary>Version 9 (flexible): orders[1] at 1.</summary>
    public const string Commit =
        "0008000900000009000361676700126f726465722d6167677265676174696f6e000000020f307837666261383030306435613000"
        + "02076f7264657273020000000100000000000000010000000001000000";

    /// <summary>Version 5: orders[0] at 1, group js-group.</summary>
    public const string ScriptCommit =
        "000800050000000900026a7300086a732d67726f757000000002000e3078376663373030303037616330000000010006"
        + "6f72646572730000"
        + "0001000000000000000000000001ffff";

    /// <summary>Version 3 (flexible): orders[0] at 7, orders[1] at 9.</summary>
    public const string TransactionCommit =
        "001c000300000009000361676700" + "17" + AggTransaction + "12" + AggGroup
        + "000000000196efc80000000000020f30783766626138303030643561300002076f7264657273"
        + "03000000000000000000000007ffffffff0100000000010000000000000009ffffffff01000000";

    /// <summary>Version 3 (flexible): orders[0] at 8.</summary>
    public const string LaterTransactionCommit =
        "001c00030000000b000361676700" + "17" + AggTransaction + "12" + AggGroup
        + "000000000196efc80000000000020f30783766626138303030643561300002076f7264657273"
        + "02000000000000000000000008ffffffff01000000";

    /// <summary>Version 1, transactional id order-aggregation.pc-1.</summary>
    public const string EndCommitted =
        "001a000100000007000361676700166f726465722d6167677265676174696f6e2e70632d31000000000196efc8000001";

    /// <summary>Version 1, transactional id order-aggregation.pc-1.</summary>
    public const string EndAborted =
        "001a000100000007000361676700166f726465722d6167677265676174696f6e2e70632d31000000000196efc8000000";

    /// <summary>Version 4 (flexible), transactional id order-aggregation.pc-1.</summary>
    public const string InitTransactions =
        "0016000400000004000361676700176f726465722d6167677265676174696f6e2e70632d310000ea60ffffffffffffffffffff00";

    /// <summary>Version 1: orders[1] at 5, group js-group, transactional id js-tx.</summary>
    public const string ScriptTransactionCommit =
        "001c00010000000c00026a7300056a732d747800086a732d67726f7570000000000d9f136800000000000100066f7264"
        + "6572730000000100"
        + "0000010000000000000005ffff";

    /// <summary>Version 1, transactional id js-tx.</summary>
    public const string ScriptEndCommitted =
        "001a00010000000e00026a7300056a732d7478000000000d9f1368000001";
}
