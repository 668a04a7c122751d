namespace EndToEnd.Tests.Injection;

/// <summary>Brokers go down and come back under load: nothing is lost, and nothing counted twice.</summary>
[Trait("Category", "EndToEnd")]
public sealed class BrokerOutageTests
{
    private const int AllBrokers = -1;

    [Fact]
    public async Task Brokers_that_all_go_down_and_come_back_cost_no_order()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        await load.GoesOnAsync();

        load.Brokers.TakeDown(AllBrokers);
        await load.CannotReachAsync();
        load.Brokers.BringUp(AllBrokers);

        await load.GoesOnAsync();
        await load.AssertBooksAsync(mayRepeat: true);
    }

    [Fact]
    public async Task A_broker_that_is_down_delays_its_own_partitions_only()
    {
        await using var load = await LoadUnderFaults.StartOnTwoBrokersAsync();
        await load.GoesOnAsync();

        load.Brokers.TakeDown(2);
        await load.GoesOnAsync();
        load.Brokers.BringUp(2);

        await load.GoesOnAsync();
        await load.AssertBooksAsync(mayRepeat: true);
    }

    [Fact]
    public async Task Connections_that_break_one_broker_after_another_cost_no_order()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        foreach (var broker in load.Brokers.Brokers)
        {
            await load.GoesOnAsync();
            load.Brokers.TakeDown(broker.Id);
            load.Brokers.BringUp(broker.Id);
        }

        await load.GoesOnAsync();
        await load.AssertBooksAsync(mayRepeat: true);
    }

    [Fact]
    public async Task Leaders_that_move_cost_no_order()
    {
        await using var load = await LoadUnderFaults.StartAsync();
        foreach (var broker in load.Brokers.Brokers)
        {
            await load.GoesOnAsync();
            load.LeadBy(broker.Id);
        }

        await load.GoesOnAsync();
        await load.AssertBooksAsync();
    }
}
