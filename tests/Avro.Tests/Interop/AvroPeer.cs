using System.Diagnostics;
using System.Text;
using TestKit.Clusters;
using TestKit.Node;
using TestKit.Processes;
using TestKit.Repository;
using Xunit.Sdk;

namespace Avro.Tests.Interop;

/// <summary>Another implementation of Avro in a process of its own: requests and answers are lines.</summary>
internal sealed class AvroPeer : IAsyncDisposable
{
    private const string Folder = "tests/Avro.Tests/Interop/Peers/";

    /// <summary>Makes a peer answer at once what it has been asked.</summary>
    private const string Flush = "flush";

    private static readonly TimeSpan AnswerBound = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private AvroPeer(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.StandardInputEncoding = start.StandardOutputEncoding = new UTF8Encoding(false);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
    }

    /// <summary>
    /// Starts Apache's Java implementation, <c>java</c>, or npm's avsc, <c>avsc</c>. Where it is not on this machine
    /// the test is skipped, or fails where nothing may be skipped.
    /// </summary>
    internal static async Task<AvroPeer> StartAsync(string name) => name switch
    {
        "java" => new AvroPeer(await JavaAsync()),
        "avsc" => new AvroPeer(await NodeAsync()),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>The answers to the requests, in their order.</summary>
    internal async Task<List<string>> AskAsync(IReadOnlyList<string> requests)
    {
        using var bound = new CancellationTokenSource(AnswerBound);

        // Asked and answered at the same time: both pipes are short.
        var asking = AskAllAsync(requests, bound.Token);
        var answers = new List<string>(requests.Count);
        for (var i = 0; i <= requests.Count; i++)
        {
            var answer = await _process.StandardOutput.ReadLineAsync(bound.Token);
            answers.Add(answer ?? throw new XunitException($"the peer ended at: {requests.ElementAtOrDefault(i)}"));
        }

        await asking;
        answers.RemoveAt(requests.Count);
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var bound = new CancellationTokenSource(EndBound);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task AskAllAsync(IReadOnlyList<string> requests, CancellationToken stop)
    {
        foreach (var request in requests)
            await _process.StandardInput.WriteAsync((request + "\n").AsMemory(), stop);
        await _process.StandardInput.WriteAsync((Flush + "\n").AsMemory(), stop);
        await _process.StandardInput.FlushAsync(stop);
    }

    private static async Task<ProcessStartInfo> JavaAsync()
    {
        var kit = Environment.GetEnvironmentVariable("KAFKA_TEST_KIT");
        var jars = Environment.GetEnvironmentVariable("AVRO_JAVA_CLASSPATH")
            ?? (kit is null ? null : string.Join(Path.PathSeparator, $"{kit}/avro/libs/*", $"{kit}/kafka/libs/*"));
        if (jars is null || !await Command.ExistsAsync("java"))
            RealBroker.Missing("there is no Java with AVRO_JAVA_CLASSPATH or KAFKA_TEST_KIT to compare with");
        string[] arguments =
            ["-Xss8m", "-XX:TieredStopAtLevel=1", "-cp", jars!, RepositoryRoot.PathOf(Folder + "AvroPeer.java")];
        return new ProcessStartInfo("java", arguments);
    }

    private static async Task<ProcessStartInfo> NodeAsync()
    {
        var start = new ProcessStartInfo("node", [RepositoryRoot.PathOf(Folder + "avro-peer.js")]);
        start.Environment["NODE_PATH"] = await NodeScript.PackagesAsync();
        return start;
    }
}
