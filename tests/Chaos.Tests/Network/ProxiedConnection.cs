using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Chaos.Tests.Network;

/// <summary>One connection through the proxy: requests one way and replies the other.</summary>
/// <remarks>Request and reply carry the same number, by which the reply of a request is known.</remarks>
internal sealed class ProxiedConnection(NetworkStream client, NetworkStream broker, Func<NetworkFault?> fault)
{
    private const int LengthBytes = 4;
    private const int LargestFrame = 200 << 20;
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly ConcurrentDictionary<int, KafkaRequestKey> _asked = new();

    /// <summary>Ends when either side or a fault ends the connection.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ways = new[]
        {
            PumpAsync(client, broker, PassRequestAsync, end.Token),
            PumpAsync(broker, client, PassReplyAsync, end.Token),
        };
        await Task.WhenAny(ways);
        await end.CancelAsync();
        await Task.WhenAll(ways);
    }

    private static async Task PumpAsync(
        NetworkStream from,
        NetworkStream to,
        Func<byte[], CancellationToken, Task<bool>> passes,
        CancellationToken stop)
    {
        var length = new byte[LengthBytes];
        while (true)
        {
            await from.ReadExactlyAsync(length, stop);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size is < 4 or > LargestFrame) throw new IOException($"a frame of {size} bytes");
            var frame = new byte[LengthBytes + size];
            length.CopyTo(frame, 0);
            await from.ReadExactlyAsync(frame.AsMemory(LengthBytes), stop);
            if (await passes(frame, stop)) await to.WriteAsync(frame, stop);
        }
    }

    private async Task<bool> PassRequestAsync(byte[] frame, CancellationToken stop)
    {
        var key = (KafkaRequestKey)BinaryPrimitives.ReadInt16BigEndian(frame.AsSpan(LengthBytes));
        _asked[BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(LengthBytes + 4))] = key;
        if (fault() is not { } now) return true;
        if (now.SwallowsRequests) return false;
        if (now.Holds == key && now.TryHold()) await Task.Delay(now.HoldsFor, Clock, stop);
        await Task.Delay(now.LatenessOf(frame.Length), Clock, stop);
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

        await Task.Delay(now.LatenessOf(frame.Length), Clock, stop);
        return !now.SwallowsReplies;
    }
}
