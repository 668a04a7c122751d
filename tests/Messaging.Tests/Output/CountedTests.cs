using OrderPipeline.Messaging.Output;

namespace Messaging.Tests.Output;

[Trait("Category", "Unit")]
public sealed class CountedTests
{
    [Theory]
    [InlineData(0, "0 records")]
    [InlineData(1, "1 record")]
    [InlineData(2, "2 records")]
    [InlineData(2_012, "2,012 records")]
    public void One_is_not_many(long count, string expected) => Assert.Equal(expected, Counted.Of(count, "record"));
}
