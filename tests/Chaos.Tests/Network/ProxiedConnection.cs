using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using Confluent.Kafka;

namespace Chaos.Tests.Network;

/// <summary>One connection through the proxy: requests one way and replies the other.</summary>
/// <remarks>Request and reply carry the same number, by which the reply of a request is known.</remarks>
internal sealed class ProxiedConnection(NetworkStream client, NetworkStream broker, Func<NetworkFault?> fault)
{
    private const int LengthBytes = 4;
    private const int LargestFrame = 200 << 20;
    private const int MostOnTheWay = 1_000;
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly ConcurrentDictionary<int, KafkaRequestKey> _asked = new();

    /// <summary>Ends when either side or a fault ends the connection.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var requests = Channel.CreateBounded<Frame>(MostOnTheWay);
        var replies = Channel.CreateBounded<Frame>(MostOnTheWay);
        Task[] ways =
        [
            TakeAsync(
                client, requests.Writer, (frame, stop) => PassRequestAsync(frame, replies.Writer, stop), end.Token),
            GiveAsync(requests.Reader, broker, end.Token),
            TakeAsync(broker, replies.Writer, PassReplyAsync, end.Token),
            GiveAsync(replies.Reader, client, end.Token),
        ];
        await Task.WhenAny(ways);
        await end.CancelAsync();
        await Task.WhenAll(ways);
    }

    /// <summary>Takes frames as they come; each one is handed on when the line has carried it.</summary>
    private async Task TakeAsync(
        NetworkStream from,
        ChannelWriter<Frame> line,
        Func<byte[], CancellationToken, Task<bool>> passes,
        CancellationToken stop)
    {
        var length = new byte[LengthBytes];
        var free = Clock.GetUtcNow();
        while (true)
        {
            await from.ReadExactlyAsync(length, stop);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 4 or > LargestFrame) throw new IOException($"a frame of {size} bytes");
            var frame = new byte[LengthBytes + size];
            length.CopyTo(frame, 0);
            await from.ReadExactlyAsync(frame.AsMemory(LengthBytes), stop);
            if (!await passes(frame, stop)) continue;
            var now = Clock.GetUtcNow();
            var carried = fault();
            // Sent once the frame before it is out of the way; on its way beside others.
            free = (free > now ? free : now) + (carried?.SendingTimeOf(frame.Length) ?? TimeSpan.Zero);
            await line.WriteAsync(new Frame(frame, free + (carried?.Delay ?? TimeSpan.Zero)), stop);
        }
    }

    private static async Task GiveAsync(ChannelReader<Frame> line, NetworkStream to, CancellationToken stop)
    {
        await foreach (var (bytes, due) in line.ReadAllAsync(stop))
        {
            var early = due - Clock.GetUtcNow();
            if (early > TimeSpan.Zero) await Task.Delay(early, Clock, stop);
            await to.WriteAsync(bytes, stop);
        }
    }

    private async Task<bool> PassRequestAsync(byte[] frame, ChannelWriter<Frame> replies, CancellationToken stop)
    {
        var key = (KafkaRequestKey)BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(LengthBytes));
        _asked[BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(LengthBytes + 4))] = key;
        if (fault() is not { } now) return true;
        if (now.SwallowsRequests) return false;
        if (now.Holds == key && now.TryHold()) await Task.Delay(now.HoldsFor, Clock, stop);
        if (now.RefusesFirstTo is not null && key == KafkaRequestKey.Produce
            && ProduceRequest.Of(frame) is var request && now.Refuses(request))
        {
            var answer = new Frame(request.Refusal(ErrorCode.NotEnoughReplicas), Clock.GetUtcNow() + now.Delay);
            await replies.WriteAsync(answer, stop);
            return false;
        }

        return true;
    }

    private async Task<bool> PassReplyAsync(byte[] frame, CancellationToken stop)
    {
        var isKnown = _asked.TryRemove(BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(LengthBytes)), out var key);
        if (fault() is not { } now) return true;
        if (isKnown && now.LosesRepliesOf == key)
        {
            now.CountLost();
            throw new IOException("the reply is lost");
        }

        return !now.SwallowsReplies;
    }

    private readonly record struct Frame(byte[] Bytes, DateTimeOffset Due);
}
