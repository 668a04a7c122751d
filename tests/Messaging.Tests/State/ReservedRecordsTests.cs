using OrderPipeline.Messaging.Consuming;
using OrderPipeline.Messaging.State.Restoring;

namespace Messaging.Tests.State;

[Trait("Category", "Unit")]
public sealed class ReservedRecordsTests
{
    [Fact]
    public void What_stands_before_a_rebuilds_mark_is_void_and_the_program_sees_the_mark()
    {
        var records = new ReservedRecords();
        Assert.True(Add(records, "$outcomes", [1]));
        Assert.True(Add(records, "$ids", [2]));
        Assert.True(Add(records, "$ids/000003", [3]));

        Assert.False(Add(records, "$rebuilt", [4]));

        Assert.Null(records.Outcomes);
        Assert.Null(records.IdentityHead);
        Assert.Empty(records.Identities);
        Assert.True(Add(records, "$ids/000003", [5]));
        Assert.Equal([5], Assert.Single(records.Identities).Value);
    }

    private static bool Add(ReservedRecords records, string key, byte[] value) => records.TryAdd(new RecordCopy
    {
        Topic = "orders.averages",
        Partition = 0,
        Offset = 0,
        Key = System.Text.Encoding.UTF8.GetBytes(key),
        Value = value,
    }.AsView());
}
