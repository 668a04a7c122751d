using OrderPipeline.Demo.Balancing;

namespace Demo.Tests.Balancing;

[Trait("Category", "Unit")]
public sealed class ProducerReportTests
{
    [Fact]
    public void The_producers_last_line_is_read() => Assert.Equal(
        new ProducerReport(200_000, 199_998, 2, 0),
        ProducerReport.Parse("sent 200,000 · delivered 199,998 · dead-lettered 2 · spooled 0 · 39,870/s"));

    [Theory]
    [InlineData("")]
    [InlineData("→ 7-4 Item3 39.53  orders[2]@0")]
    [InlineData("… 949 more not shown")]
    public void Another_line_is_not(string line) => Assert.Null(ProducerReport.Parse(line));
}
