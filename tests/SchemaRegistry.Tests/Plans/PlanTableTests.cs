using OrderPipeline.SchemaRegistry.Plans;
using Xunit;

namespace SchemaRegistry.Tests.Plans;

[Trait("Category", "Unit")]
public sealed class PlanTableTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 1000)]
    [InlineData(100_000, 1 << 16)]
    [InlineData(int.MaxValue - 1000, 1)]
    public void Every_plan_is_found_and_no_other(int first, int step)
    {
        var ids = Enumerable.Range(0, 500).Select(i => (int)Math.Min(first + (long)i * step, int.MaxValue)).Distinct();
        var plans = ids.Select(id => new ReaderPlan(id, "no")).ToArray();

        var table = new PlanTable(plans);

        Assert.All(plans, plan => Assert.True(table.TryGet(plan.SchemaId, out var found) && found == plan));
        Assert.False(table.TryGet(first - 1, out _));
        Assert.False(table.TryGet(0, out _));
        Assert.False(table.TryGet(-1, out _));
    }

    [Fact]
    public void An_empty_table_finds_nothing()
    {
        Assert.False(new PlanTable([]).TryGet(1, out var plan));
        Assert.Null(plan);
    }
}
