using System.Diagnostics;
using Benchmarks.Clusters;
using Benchmarks.Input;
using Confluent.Kafka;
using OrderPipeline.Contracts;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.SchemaRegistry.Serdes;

namespace Benchmarks.Feeding;

/// <summary>Sends orders at a steady pace, on its own thread: order n is record n / 4 of partition n % 4.</summary>
internal sealed class OrderFeed : IDeliverySink, IDisposable
{
    /// <summary>Orders whose time of sending is kept.</summary>
    private const int Kept = 1 << 20;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly long[] _sentAt = new long[Kept];
    private readonly SpanProducer _producer;
    private readonly RegisteredWriter<Order> _writer;
    private readonly OrderInput _orders;
    private readonly Thread _thread;
    private readonly int _perSecond;
    private volatile bool _isStopping;
    private long _sent;

    public OrderFeed(BenchClients clients, RegisteredWriter<Order> writer, string topic, int products, int perSecond)
    {
        _producer = new SpanProducer(clients.Config.IdempotentProducer(), clients.Log);
        _writer = writer;
        _orders = new OrderInput(topic, int.MaxValue, products);
        _perSecond = perSecond;
        _thread = new Thread(Run) { IsBackground = true, Name = "feed" };
        _thread.Start();
    }

    /// <summary>Orders sent so far.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>When the record at this place was handed to the client, by <see cref="Stopwatch"/>.</summary>
    public long SentAt(int partition, long offset) =>
        Volatile.Read(ref _sentAt[((offset * OrderInput.Partitions) + partition) & (Kept - 1)]);

    public void OnReport(in DeliveryReport report)
    {
        if (report.Error != ErrorCode.NoError) Console.Error.WriteLine($"# an order was not delivered: {report.Error}");
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join(Bound);
        _producer.Dispose();
    }

    private void Run()
    {
        using var source = _orders.Generate();
        Span<byte> value = stackalloc byte[128];
        var from = Stopwatch.GetTimestamp();
        while (!_isStopping)
        {
            var due = (long)(Stopwatch.GetElapsedTime(from).TotalSeconds * _perSecond);
            while (_sent < due && !_isStopping)
            {
                source.TryRead(out var order, out _);
                _writer.TryBegin(value, out var avro);
                OrderView.Write(ref avro, order.OrderId, order.Product, order.Price);
                RegisteredWriter<Order>.TryEnd(in avro, out var length);
                Send(order.OrderId, value[..length]);
            }

            _producer.Poll(Tick, this);
        }

        var stopped = Stopwatch.GetTimestamp();
        while (_producer.InFlight > 0 && Stopwatch.GetElapsedTime(stopped) < Bound) _producer.Poll(Tick, this);
    }

    private void Send(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var record = new OutgoingRecord(_orders.Topic, key, value) { Partition = (int)(_sent % OrderInput.Partitions) };
        Volatile.Write(ref _sentAt[_sent & (Kept - 1)], Stopwatch.GetTimestamp());
        while (_producer.TryProduce(record, 0) != ErrorCode.NoError && !_isStopping) _producer.Poll(Tick, this);
        Volatile.Write(ref _sent, _sent + 1);
    }
}
