using Benchmarks.Clusters;
using Confluent.Kafka;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.SchemaRegistry.Serdes;

namespace Benchmarks.Input;

/// <summary>Writes the input once, with our producer, and makes sure that the broker confirmed all of it.</summary>
internal sealed class OrderLoad : IDeliverySink
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private long _confirmed;
    private Error? _failure;

    public static async Task<OrderInput> WriteAsync(
        BenchClients clients, RegisteredWriter<Order> writer, int count, int products, OrderFault fault)
    {
        var topic = await clients.CreateTopicAsync("orders", OrderInput.Partitions);
        var input = new OrderInput(topic, count, products, fault);
        new OrderLoad().Write(input, clients, writer);
        return input;
    }

    public void OnReport(in DeliveryReport report)
    {
        if (report.Error == ErrorCode.NoError) _confirmed++;
        else _failure ??= new Error(report.Error);
    }

    private void Write(OrderInput input, BenchClients clients, RegisteredWriter<Order> writer)
    {
        using var producer = new SpanProducer(clients.Config.IdempotentProducer(), clients.Log);
        using var source = input.Generate();
        Span<byte> value = stackalloc byte[128];
        for (var number = 0; number < input.Count; number++)
        {
            source.TryRead(out var order, out _);
            writer.TryBegin(value, out var avro);
            var price = input.Fault == OrderFault.Invalid ? -order.Price : order.Price;
            OrderView.Write(ref avro, order.OrderId, order.Product, price);
            var isWhole = RegisteredWriter<Order>.TryEnd(in avro, out var length);
            if (!isWhole) throw new InvalidOperationException("a generated order is too long");
            if (input.Fault == OrderFault.Undecodable) length--;
            var record = new OutgoingRecord(input.Topic, order.OrderId, value[..length])
            {
                Partition = number % OrderInput.Partitions,
            };
            ErrorCode error;
            while ((error = producer.TryProduce(record, 0)) == ErrorCode.Local_QueueFull) producer.Poll(Wait, this);
            if (error != ErrorCode.NoError) throw Failed(error);
            if (number % 1024 == 0) producer.Poll(TimeSpan.Zero, this);
        }

        var from = TimeProvider.System.GetTimestamp();
        while (producer.InFlight > 0 && TimeProvider.System.GetElapsedTime(from) < Bound) producer.Poll(Wait, this);
        if (_confirmed != input.Count) throw Failed(_failure?.Code ?? ErrorCode.Local_TimedOut);
    }

    private ProgramException Failed(ErrorCode code) => new(
        ExitCode.Unreachable, $"the input could not be written: {_confirmed} records were confirmed, then {code}");
}
