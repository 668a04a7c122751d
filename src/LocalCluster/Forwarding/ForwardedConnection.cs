using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.LocalCluster.Wire;

namespace OrderPipeline.LocalCluster.Forwarding;

/// <summary>One client's connection to one broker, both directions, until either side ends it.</summary>
internal sealed class ForwardedConnection(long id, Socket client, Socket broker, IRequestObserver? observer)
{
    private const int MaxObserved = 64 * 1024;
    private const int RequestHeaderSize = 8; // api_key, api_version, correlation_id

    // Correlation ids of Fetch requests on their way, with the version that tells their answers' fields.
    private readonly ConcurrentDictionary<int, short> _fetches = new();

    /// <summary>Ends when the connection has ended; never throws for what the network or a client did.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var clientStream = new NetworkStream(client, ownsSocket: true);
        await using var brokerStream = new NetworkStream(broker, ownsSocket: true);
        client.NoDelay = broker.NoDelay = true;
        var requests = PumpAsync(clientStream, brokerStream, OnRequest, ending.Token);
        var answers = PumpAsync(brokerStream, clientStream, OnAnswer, ending.Token);
        await Task.WhenAny(requests, answers);
        await ending.CancelAsync();
        await Task.WhenAll(requests, answers);
        observer?.OnClosed(id);
    }

    private static async Task PumpAsync(
        NetworkStream source, NetworkStream target, Action<Memory<byte>> onFrame, CancellationToken stop)
    {
        using var frames = new FrameStream(source);
        try
        {
            while (true)
            {
                var frame = await frames.NextAsync(stop);
                if (frame.IsEmpty)
                    return;
                onFrame(frame[FrameStream.LengthSize..]);
                await target.WriteAsync(frame, stop);
            }
        }
        catch (Exception failure) when (failure is IOException or SocketException or InvalidDataException
            or OperationCanceledException or ObjectDisposedException)
        {
            // The connection ends; the client sees it closed and decides what to do.
        }
    }

    private void OnRequest(Memory<byte> frame)
    {
        var bytes = frame.Span;
        if (bytes.Length < RequestHeaderSize)
            return;
        var request = (KafkaRequest)BinaryPrimitives.ReadInt16BigEndian(bytes);
        var version = BinaryPrimitives.ReadInt16BigEndian(bytes[2..]);
        if (request == KafkaRequest.Fetch)
            _fetches[BinaryPrimitives.ReadInt32BigEndian(bytes[4..])] = version;
        observer?.OnRequest(id, request, version, bytes[..Math.Min(bytes.Length, MaxObserved)]);
    }

    private void OnAnswer(Memory<byte> frame)
    {
        if (frame.Length < sizeof(int))
            return;
        if (_fetches.TryRemove(BinaryPrimitives.ReadInt32BigEndian(frame.Span), out var version))
            FetchResponse.Mend(frame.Span, version);
    }
}
