using System.Diagnostics;
using System.Text.Json;
using Chaos.Tests.Books;
using Chaos.Tests.Brokers;
using Chaos.Tests.Instances;
using Chaos.Tests.Plans;
using TestKit;
using TestKit.Clusters;
using TestKit.Processes;
using TestKit.Repository;
using Xunit.Sdk;

namespace Chaos.Tests.Running;

/// <summary>One run: a load, instances under a supervisor, faults, and in the end the oracle.</summary>
/// <remarks>Whatever fails says the seed, and keeps the logs under <c>artifacts/chaos</c>.</remarks>
internal sealed class ChaosRun : IAsyncDisposable
{
    private const int WrongUsage = 2;
    private const int MostOrders = 10_000_000;
    private const int LinesShown = 6;
    private static readonly TimeSpan CatchUpBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan GoesOnBound = TimeSpan.FromSeconds(60);
    private static readonly int[] Crashes = [134, 135, 136, 139];

    /// <summary>What a program may end with by itself: another has its id, or a client hung.</summary>
    private static readonly string[] Excuses = ["another process runs as", "is given up", "has not come back"];

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<Instance> _instances = [];
    private readonly ChaosTally _tally;
    private readonly RunFigures _figures;
    private ProgramRun? _producer;
    private int _sent;
    private int _loads;

    private ChaosRun(string name, TestCluster cluster, ChaosBrokers? brokers, ChaosTally tally)
    {
        _tally = tally;
        _figures = new RunFigures(name, ChaosSettings.Seed);
        Pipeline = new Pipeline(cluster);
        Brokers = brokers;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {ChaosSettings.Command}");
    }

    public static int Seed => ChaosSettings.Seed;

    public Pipeline Pipeline { get; }

    public ChaosBrokers? Brokers { get; }

    public IReadOnlyList<Instance> Instances => _instances;

    /// <summary>Whether the state's topic holds records twice, so that its history says nothing.</summary>
    public bool IsStateCopied { get; set; }

    /// <summary>Does the work and judges it; the run is over then, and so are its processes.</summary>
    /// <param name="work">Starts load and instances and does faults; the oracle follows.</param>
    /// <param name="judged">Whether the oracle follows; not where the run ends with partitions stopped.</param>
    public static async Task DoAsync(
        string name,
        TestCluster cluster,
        ChaosTally tally,
        Func<ChaosRun, Task> work,
        ChaosBrokers? brokers = null,
        bool judged = true)
    {
        await using var run = new ChaosRun(name, cluster, brokers, tally);
        try
        {
            await work(run);
            if (judged) await run.JudgeAsync();
        }
        catch (Exception failure) when (!IsSkip(failure))
        {
            run._figures.Failure = failure.Message;
            var folder = run.KeepLogs(failure);
            throw new XunitException(
                $"seed {Seed} ({ChaosSettings.Command}), logs in {folder}: {failure.Message}", failure);
        }
        finally
        {
            run.Count();
        }
    }

    /// <summary>Puts what was measured into the summary.</summary>
    public void Note(string measured) => _figures.Note = measured;

    /// <summary>Starts to send so many orders at a rate.</summary>
    public void Load(int orders, int rate, params string[] settings)
    {
        _producer = Pipeline.StartProducer(orders, rate, Seed + _loads++, settings);
        _figures.Orders += orders;
    }

    /// <summary>Starts to send orders at a rate, until <see cref="EndLoadAsync"/>.</summary>
    public void LoadUntilTold(int rate) => _producer = Pipeline.StartProducer(MostOrders, rate, Seed);

    /// <summary>Ends such a load; all that it has sent is in its topic then.</summary>
    public async Task EndLoadAsync()
    {
        _producer!.Signal(ProcessSignal.Terminate);
        await SentAsync(CatchUpBound);
        _figures.Orders = _sent;
    }

    /// <summary>Starts an instance, and supervises it to the end of the run.</summary>
    public Instance Add(Instance instance)
    {
        _instances.Add(instance);
        return instance;
    }

    /// <summary>Does a list of faults one after the other, as long as the load lasts.</summary>
    public async Task DoAsync(IEnumerable<Fault> faults, Func<Fault, Task> apply)
    {
        foreach (var fault in faults)
        {
            await Task.Delay(fault.After, _clock);
            if (_producer is not { HasEnded: false }) return;
            await apply(fault);
        }
    }

    /// <summary>Does a fault to an instance.</summary>
    public async Task ApplyAsync(Fault fault)
    {
        var instance = _instances[fault.Target - 1];
        if (fault.Kind == FaultKind.Kill)
        {
            instance.Kill();
        }
        else if (fault.Kind == FaultKind.Stop)
        {
            instance.Terminate(fault.For);
        }
        else
        {
            instance.Pause();
            await Task.Delay(fault.For, _clock);
            instance.Resume();
        }
    }

    /// <summary>Waits until every partition is committed further than it reaches now: the load goes through.</summary>
    public Task GoesOnAsync(string because = "") => UntilAsync(
        ends => ends.AreOvertakenAsync(Pipeline.Topics.Group, Pipeline.Topics.Orders), GoesOnBound, because);

    /// <summary>Waits until all orders are sent.</summary>
    public async Task SentAsync(TimeSpan within)
    {
        if (_producer is not { } producer) return;
        await producer.EndsWithAsync(0, within);
        _sent += JsonElement.Parse(producer.Output[^1]).GetProperty("delivered").GetInt32();
        await producer.DisposeAsync();
        _producer = null;
    }

    /// <summary>Waits until the group has committed all that is sent.</summary>
    public Task CaughtUpAsync() => UntilAsync(
        ends => ends.AreReachedAsync(Pipeline.Topics.Group, Pipeline.Topics.Orders),
        CatchUpBound,
        "the instances have not caught up with the orders: a hang?");

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances) await instance.DisposeAsync();
        if (_producer is not null) await _producer.DisposeAsync();
    }

    private static bool IsSkip(Exception failure) =>
        failure.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal);

    /// <summary>Fails with what is lacking and what each instance said last: all that a reader far away gets.</summary>
    private async Task UntilAsync(Func<TopicEnds, Task<bool>> isThere, TimeSpan within, string because)
    {
        using var ends = new TopicEnds(Pipeline.Cluster.BootstrapServers);
        try
        {
            await Eventually.True(
                () =>
                {
                    AssertSettingsAreTaken();
                    return isThere(ends);
                },
                within,
                because,
                "the group has got there");
        }
        catch (XunitException failure)
        {
            var said = _instances.SelectMany(instance => instance.Log.TakeLast(LinesShown));
            throw new XunitException($"{failure.Message}; {ends}\n{string.Join('\n', said)}", failure);
        }
    }

    /// <summary>A process that refuses its settings does so after every start.</summary>
    private void AssertSettingsAreTaken()
    {
        var refusal = _instances.SelectMany(instance => instance.Exits).FirstOrDefault(exit => exit.Code == WrongUsage);
        if (refusal is not null) Assert.Fail($"{refusal.Instance}: {refusal.LastWords}");
    }

    private async Task JudgeAsync()
    {
        await SentAsync(CatchUpBound);
        await CaughtUpAsync();
        foreach (var instance in _instances) Assert.Equal((instance.Id, 0), (instance.Id, await instance.StopAsync()));
        var crashed = _instances.SelectMany(instance => instance.Exits)
            .FirstOrDefault(end => Crashes.Contains(end.Code));
        Assert.True(crashed is null, $"{crashed?.Instance} crashed with {crashed?.Code}: {crashed?.LastWords}");
        // A program that gave up says why; what is not among these is a fault of its own.
        var gaveUp = _instances.SelectMany(instance => instance.Exits)
            .FirstOrDefault(end => end is { Code: 1, WasAsked: false } && !Array.Exists(
                Excuses, excuse => end.LastWords.Contains(excuse, StringComparison.Ordinal)));
        Assert.True(gaveUp is null, $"{gaveUp?.Instance} gave up: {gaveUp?.LastWords}");
        await new Oracle(Pipeline, IsStateCopied).JudgeAsync(_sent, TimeSpan.FromSeconds(60 + _sent / 20_000));
    }

    private void Count()
    {
        var exits = _instances.SelectMany(instance => instance.Exits).ToList();
        _figures.InstanceKills = exits.Count(exit => exit.Code == 137);
        _figures.OwnEnds = exits.Count(exit => !exit.WasAsked && exit.Code is not (0 or 137));
        _figures.BrokerKills = Brokers?.Kills ?? 0;
        _figures.Took = Stopwatch.GetElapsedTime(_started);
        var first = _instances.SelectMany(instance => instance.FirstAverages).Order().ToList();
        if (first.Count > 0) _figures.FirstAverage = (first[first.Count / 2], first[^1]);
        _tally.Add(_figures);
        TestContext.Current.TestOutputHelper?.WriteLine(_figures.ToString());
    }

    private string KeepLogs(Exception failure)
    {
        var relative = $"artifacts/chaos/{_figures.Name.Replace(' ', '-')}-{Seed}";
        var folder = Directory.CreateDirectory(RepositoryRoot.PathOf(relative)).FullName;
        File.WriteAllText(Path.Combine(folder, "failure.txt"), failure.ToString());
        foreach (var instance in _instances)
        {
            File.WriteAllLines(Path.Combine(folder, $"{instance.Id}.log"), instance.Log);
            File.WriteAllLines(
                Path.Combine(folder, $"{instance.Id}.ends"), instance.Exits.Select(exit => exit.ToString()));
        }

        if (_producer is not null) File.WriteAllLines(Path.Combine(folder, "producer.log"), _producer.TimedErrors);
        Brokers?.KeepAll();
        if (Brokers is not null) File.WriteAllLines(Path.Combine(folder, "brokers.log"), Brokers.Logs);
        return relative;
    }
}
