using System.Diagnostics;
using System.Net.Sockets;
using OrderPipeline.LocalCluster.Brokers;

namespace LocalCluster.Tests.Brokers;

/// <summary>A mock broker closes a connection while a program that this process started still runs.</summary>
[Trait("Category", "Broker")]
public sealed class ClosedConnectionTests : IDisposable
{
    // ApiVersions, version 0, correlation id 1, no client id, behind its length.
    private static readonly byte[] ApiVersions = [0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff];

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    private readonly MockBrokers _brokers = MockBrokers.Start(brokers: 1);
    private Process? _program;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_is_taken_down_hangs_up_whatever_was_started_meanwhile()
    {
        using var client = await ConnectAsync();
        StartProgram();

        _brokers.TakeDown(1);

        Assert.True(await IsHungUpAsync(client));
    }

    [Fact]
    public async Task A_broker_that_comes_back_answers_on_a_new_connection()
    {
        using var before = await ConnectAsync();
        StartProgram();

        _brokers.TakeDown(1);
        _brokers.BringUp(1);

        using var after = await ConnectAsync();
        Assert.True(await IsHungUpAsync(before));
    }

    public void Dispose()
    {
        _program?.Kill();
        _program?.Dispose();
        _brokers.Dispose();
    }

    /// <summary>A connection that the broker has accepted: it has answered.</summary>
    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(_brokers.Brokers[0].Host, _brokers.Brokers[0].Port, Stop);
        await client.SendAsync(ApiVersions, Stop);
        var length = new byte[sizeof(int)];
        await new NetworkStream(client).ReadExactlyAsync(length, Stop);
        return client;
    }

    /// <summary>It holds a copy of every socket that the operating system hands on, and lives long enough.</summary>
    private void StartProgram() => _program = OperatingSystem.IsWindows()
        ? Process.Start(new ProcessStartInfo("ping", ["-n", "60", "127.0.0.1"]) { RedirectStandardOutput = true })
        : Process.Start("sleep", "60");

    /// <summary>True once there is nothing more to read; false where the connection stays open.</summary>
    private static async Task<bool> IsHungUpAsync(Socket client)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        bound.CancelAfter(Bound);
        var bytes = new byte[1024];
        try
        {
            while (await client.ReceiveAsync(bytes, bound.Token) > 0)
            {
                // The rest of the first answer.
            }

            return true;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
