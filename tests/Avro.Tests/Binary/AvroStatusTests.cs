using OrderPipeline.Avro;
using Xunit;

namespace Avro.Tests.Binary;

[Trait("Category", "Unit")]
public sealed class AvroStatusTests
{
    [Fact]
    public void A_status_stays_what_it_was_whatever_is_put_around_it()
    {
        var item = new AvroStatus(AvroErrorCode.EndOfData, 7, null).In(3);
        var hash = item.GetHashCode();

        var (left, right) = (item.In("left"), item.In("right"));

        Assert.Equal(("[3]", "left[3]", "right[3]"), (item.Path, left.Path, right.Path));
        Assert.Equal(hash, item.GetHashCode());
        Assert.Equal(item, new AvroStatus(AvroErrorCode.EndOfData, 7, "[3]"));
    }
}
