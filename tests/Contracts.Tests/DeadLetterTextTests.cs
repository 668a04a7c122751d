using OrderPipeline.Contracts.Rules;
using Xunit;

namespace Contracts.Tests;

[Trait("Category", "Unit")]
public sealed class DeadLetterTextTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(8_192, 8_192)]
    [InlineData(8_193, 8_192)]
    public void Detail_is_cut_at_8192_characters(int length, int kept) =>
        Assert.Equal(kept, DeadLetterText.TrimDetail(new string('x', length))!.Length);

    [Fact]
    public void No_detail_stays_none() => Assert.Null(DeadLetterText.TrimDetail(null));

    [Fact]
    public void A_surrogate_pair_at_the_cut_is_left_out_whole()
    {
        Assert.Equal(8_191, DeadLetterText.TrimDetail(new string('x', 8_191) + "😀")!.Length);
        Assert.Equal(8_192, DeadLetterText.TrimDetail(new string('x', 8_190) + "😀y")!.Length);
    }

    [Fact]
    public void A_timestamp_is_utc_with_microseconds()
    {
        var instant = new DateTimeOffset(2026, 11, 17, 3, 45, 30, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        Assert.Equal("2026-11-17T01:45:30.123456Z", DeadLetterText.Timestamp(instant));
        Assert.Equal("0001-01-01T00:00:00.000000Z", DeadLetterText.Timestamp(DateTimeOffset.MinValue));
    }
}
