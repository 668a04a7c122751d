using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Output;
using OrderPipeline.Messaging.Settings;

namespace OrderPipeline.Messaging.Topics;

/// <summary>At a program's start: waits for the cluster, makes the topics it lacks, and checks the others (SPEC
/// 1).</summary>
public sealed class TopicSetup : IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Creation = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ITopicAdmin _admin;
    private readonly KafkaOptions _kafka;
    private readonly KafkaLog _log;
    private readonly Action<string> _warn;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>Connects; nothing is asked yet.</summary>
    /// <param name="kafka">Where the cluster is and how long to wait for it.</param>
    /// <param name="config">Makes the client's configuration.</param>
    /// <param name="log">Hears what the client reports.</param>
    /// <param name="warn">Takes one line for each check that could not be made.</param>
    /// <param name="clock">Measures the waits.</param>
    public TopicSetup(
        KafkaOptions kafka, KafkaClientConfig config, KafkaLog log, Action<string> warn, TimeProvider clock)
        : this(
            new KafkaTopicAdmin(new AdminClientBuilder(config.Admin())
                .SetErrorHandler((_, error) => log.OnError(error))
                .SetLogHandler((_, message) => log.OnLog(message))
                .Build()),
            kafka, log, warn, clock)
    {
    }

    internal TopicSetup(ITopicAdmin admin, KafkaOptions kafka, KafkaLog log, Action<string> warn, TimeProvider clock) =>
        (_admin, _kafka, _log, _warn, _clock) = (admin, kafka, log, warn, clock);

    /// <summary>Names of the topics that were made by this object.</summary>
    public IReadOnlyCollection<string> Made => _made;

    /// <summary>Makes what is missing, checks what is there.</summary>
    /// <param name="specs">The topics; one named by another's <see cref="TopicSpec.SamePartitionsAs"/> stands before
    /// it.</param>
    /// <param name="createMissing">The setting <c>Topics:CreateMissing</c>.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>The number of partitions of each of the topics.</returns>
    /// <exception cref="ProgramException">No broker within the bound (exit code 3), or a topic that breaks a
    /// promise.</exception>
    public async Task<IReadOnlyDictionary<string, int>> EnsureAsync(
        IReadOnlyList<TopicSpec> specs, bool createMissing, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(specs);
        var topics = await WaitForClusterAsync(stop);
        var missing = specs.Where(spec => !topics.ContainsKey(spec.Name)).ToArray();
        if (missing.Length > 0)
        {
            if (!createMissing)
                throw Missing(missing);
            topics = await CreateAsync(missing, topics, stop);
        }
        foreach (var spec in specs)
            CheckPartitions(spec, topics);
        if (specs.Count > 0)
            await CheckSettingsAsync(specs, missing);
        return specs.ToDictionary(spec => spec.Name, spec => topics[spec.Name], StringComparer.Ordinal);
    }

    /// <summary>Ends the client.</summary>
    public void Dispose() => _admin.Dispose();

    private async Task<IReadOnlyDictionary<string, int>> WaitForClusterAsync(CancellationToken stop)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var left = _kafka.StartupTimeout - _clock.GetElapsedTime(start);
            try
            {
                var within = left < OneAnswer ? left : OneAnswer;
                // The call blocks inside librdkafka; the pool's thread is held for two seconds at most.
                var topics = await Task.Run(
                    () => _admin.ReadTopics(within > Pause ? within : Pause), CancellationToken.None);
                _log.Reached();
                return topics;
            }
            catch (KafkaException failure)
            {
                var last = _log.LastError ?? failure.Error;
                if (last.Code is ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed)
                    throw new ProgramException(
                        ExitCode.Failed,
                        $"{_kafka.BootstrapServers} refuses the credentials: see Kafka:Client", failure);
                if (_kafka.StartupTimeout - _clock.GetElapsedTime(start) <= Pause)
                    throw new ProgramException(ExitCode.Unreachable, NoBroker(last), failure);
                await Task.Delay(Pause, _clock, stop);
            }
        }
    }

    private string NoBroker(Error last) =>
        $"no Kafka broker answers at {_kafka.BootstrapServers} within {_kafka.StartupTimeout.TotalSeconds:0.#} s "
        + $"(last error: {last.Reason}): start one, or set Kafka:BootstrapServers";

    private static ProgramException Missing(TopicSpec[] missing) => new(
        ExitCode.Failed,
        $"{string.Join(", ", missing.Select(spec => spec.Name))}: no such topic, and Topics:CreateMissing is false; "
        + "make it, or set Topics:CreateMissing=true");

    private async Task<IReadOnlyDictionary<string, int>> CreateAsync(
        TopicSpec[] missing, IReadOnlyDictionary<string, int> topics, CancellationToken stop)
    {
        var made = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var spec in missing)
        {
            var model = spec.SamePartitionsAs;
            made[spec.Name] = model is null ? spec.Partitions
                : topics.TryGetValue(model, out var count) || made.TryGetValue(model, out count) ? count
                : spec.Partitions;
        }
        var errors = await AskForAsync([.. missing.Select(spec => new TopicSpecification
        {
            Name = spec.Name,
            NumPartitions = made[spec.Name],
            ReplicationFactor = spec.ReplicationFactor,
            Configs = new Dictionary<string, string>(spec.Configs),
        })]);
        // Another program that starts at the same time may have been faster.
        foreach (var (topic, error) in errors.Where(entry => entry.Error.Code != ErrorCode.TopicAlreadyExists))
            throw new ProgramException(ExitCode.Failed, $"topic {topic} cannot be made: {error.Reason} ({error.Code})");
        var notMade = errors.Select(entry => entry.Topic).ToHashSet(StringComparer.Ordinal);
        _made.UnionWith(made.Keys.Where(topic => !notMade.Contains(topic)));
        return await WaitUntilThereAsync(missing, stop);
    }

    private async Task<IReadOnlyList<(string Topic, Error Error)>> AskForAsync(TopicSpecification[] topics)
    {
        try
        {
            return await _admin.CreateAsync(topics, Creation);
        }
        catch (KafkaException failure)
        {
            var names = string.Join(", ", topics.Select(topic => topic.Name));
            throw new ProgramException(
                ExitCode.Failed,
                $"{names}: no such topic, and it cannot be made from here ({CauseOf(failure)}); "
                + "make it by other means, or choose topics that are there", failure);
        }
    }

    private static string CauseOf(KafkaException failure) =>
        failure.Error.Code == ErrorCode.Local_UnsupportedFeature
            ? "the cluster does not know such requests"
            : failure.Error.Reason;

    private async Task<IReadOnlyDictionary<string, int>> WaitUntilThereAsync(TopicSpec[] made, CancellationToken stop)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            var topics = await WaitForClusterAsync(stop);
            var absent = made.FirstOrDefault(spec => !topics.ContainsKey(spec.Name));
            if (absent is null)
                return topics;
            if (_clock.GetElapsedTime(start) > Creation)
                throw new ProgramException(
                    ExitCode.Failed,
                    $"topic {absent.Name} was made but does not show: is there a right to describe it?");
            await Task.Delay(Pause, _clock, stop);
        }
    }

    private static void CheckPartitions(TopicSpec spec, IReadOnlyDictionary<string, int> topics)
    {
        if (spec.SamePartitionsAs is not { } model || !topics.TryGetValue(model, out var wanted))
            return;
        if (topics[spec.Name] != wanted)
            throw new ProgramException(
                ExitCode.Failed,
                $"topic {spec.Name} has {Counted.Of(topics[spec.Name], "partition")} and {model} {wanted}: "
                + (spec.PartitionAdvice ?? AdviceOf(spec.Name, topics[spec.Name], wanted)));
    }

    private static string AdviceOf(string topic, int partitions, int wanted) => partitions < wanted
        ? "partitions were added: give it as many, which loses nothing "
            + $"(kafka-topics --alter --topic {topic} --partitions {wanted})"
        : "it belongs to another topic of that name: delete it, and it is made again";

    private async Task CheckSettingsAsync(IReadOnlyList<TopicSpec> specs, TopicSpec[] made)
    {
        var asked = specs.Except(made)
            .Where(spec => spec.Requirements.Count + spec.Recommendations.Count > 0).ToArray();
        var names = specs.Select(spec => spec.Name).ToArray();
        var replicas = await ReadReplicasAsync(names);
        if (!ReplicationPolicy.Concerns(replicas.Brokers))
            names = [.. asked.Select(spec => spec.Name)];
        if (names.Length == 0)
            return;
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> configs;
        try
        {
            configs = await _admin.ReadConfigsAsync(names, OneAnswer).WaitAsync(OneAnswer + Pause, _clock);
        }
        catch (Exception failure) when (failure is KafkaException or TimeoutException)
        {
            var cause = failure is KafkaException kafka ? CauseOf(kafka) : "no answer within 2 s";
            _warn($"warning: the settings of {string.Join(", ", names)} could not be checked: {cause}");
            return;
        }
        foreach (var spec in asked)
            CheckSettings(spec, configs.GetValueOrDefault(spec.Name) ?? new Dictionary<string, string>());
        foreach (var warning in ReplicationPolicy.Warnings(names, replicas.Brokers, replicas.Replicas, configs))
            _warn("warning: " + warning);
    }

    private void CheckSettings(TopicSpec spec, IReadOnlyDictionary<string, string> config)
    {
        foreach (var requirement in spec.Requirements)
        {
            if (config.TryGetValue(requirement.Key, out var value) && !requirement.Holds(value))
                throw new ProgramException(
                    ExitCode.Failed, $"topic {spec.Name} has {requirement.Key}={value}: {requirement.Sentence}");
        }
        foreach (var wish in spec.Recommendations)
        {
            if (config.TryGetValue(wish.Key, out var value) && !wish.Holds(value))
                _warn($"warning: topic {spec.Name} has {wish.Key}={value}: {wish.Sentence}");
        }
    }

    private async Task<(int Brokers, IReadOnlyDictionary<string, int> Replicas)> ReadReplicasAsync(string[] names)
    {
        try
        {
            return await Task.Run(() => _admin.ReadReplicas(OneAnswer), CancellationToken.None);
        }
        catch (KafkaException failure)
        {
            _warn($"warning: the replicas of {string.Join(", ", names)} could not be checked: {CauseOf(failure)}");
            return (0, new Dictionary<string, int>());
        }
    }
}
