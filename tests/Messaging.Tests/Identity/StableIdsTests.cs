using OrderPipeline.Messaging.Identity;

namespace Messaging.Tests.Identity;

[Trait("Category", "Unit")]
public sealed class StableIdsTests
{
    [Theory]
    [InlineData(null, "web01")]
    [InlineData(null, "orders-0")]
    [InlineData(null, "aggregation-consumer-2")]
    [InlineData("consumer-1", "3f2a9c0b7d1e")]
    [InlineData("orders-0", "orders-0")]
    [InlineData("a-1", "web01")]
    public void Ids_that_stay_are_fine(string? configured, string machine) =>
        Assert.Null(Warning(configured, machine));

    [Theory]
    [InlineData(null, "3f2a9c0b7d1e", "the machine's name, 3f2a9c0b7d1e, looks like a container's")]
    [InlineData(
        null, "orders-6d4cf56db6-x7k2p", "the machine's name, orders-6d4cf56db6-x7k2p, looks like a container's")]
    [InlineData("c-3f2a9c0b7d1e", "3f2a9c0b7d1e", "holds the machine's name, which looks like a container's")]
    [InlineData("web01-4711", "web01", "Consumer:InstanceId=web01-4711 holds the process id")]
    [InlineData("c-0f8fad5b-d9cb-469f-a165-70867728950e", "web01", "holds a random id")]
    public void Ids_that_change_are_said_with_their_price(string? configured, string machine, string cause)
    {
        var warning = Warning(configured, machine);

        Assert.Contains(cause, warning, StringComparison.Ordinal);
        Assert.EndsWith(
            ": with another id after each restart, a kill holds up its partitions for up to 16 s; "
            + "set Consumer:InstanceId to a name that stays, such as a StatefulSet pod's",
            warning,
            StringComparison.Ordinal);
    }

    private static string? Warning(string? configured, string machine) => StableIds.Warning(
        configured, machine, processId: 4711, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
}
