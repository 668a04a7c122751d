using Benchmarks.Clusters;
using Benchmarks.Input;
using Benchmarks.Processing;
using Benchmarks.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Serdes;

namespace Benchmarks;

/// <summary>What every goal that needs a broker is measured with.</summary>
internal sealed record PipelineBench(
    BenchArguments Arguments,
    BenchClients Clients,
    ISchemaRegistryClient Registry,
    RegisteredWriter<Order> Orders,
    GoalTable Table)
{
    /// <summary>The program's work, made new, with the orders' schema loaded.</summary>
    public Task<OrderWork> CreateWorkAsync() => OrderWork.CreateAsync(Registry, Orders.SchemaId);

    /// <summary>Writes orders into a topic of their own.</summary>
    public async Task<OrderInput> LoadAsync(int count, int products, OrderFault fault = OrderFault.None)
    {
        var from = TimeProvider.System.GetTimestamp();
        var input = await OrderLoad.WriteAsync(Clients, Orders, count, products, fault);
        var took = TimeProvider.System.GetElapsedTime(from).TotalSeconds;
        Table.Note($"{count:N0} orders of {products:N0} products written in {took:0.0} s");
        return input;
    }
}
