using OrderPipeline.Contracts;
using OrderPipeline.Contracts.Settings;
using OrderPipeline.DlqMonitor.Dialects;
using OrderPipeline.DlqMonitor.Reading;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Settings;
using OrderPipeline.Messaging.State;
using OrderPipeline.Messaging.Topics;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.DlqMonitor.Commands;

/// <summary>What every command of the monitor needs: settings, the registry, and a cluster that answers.</summary>
internal sealed class MonitorSession : IDisposable
{
    private readonly KafkaOptions _kafka;
    private readonly KafkaClientConfig _config;
    private readonly CachedSchemaRegistryClient _registry;

    private MonitorSession(CommandContext context, LoadedSettings settings)
    {
        _kafka = settings.Get<KafkaOptions>();
        _config = new KafkaClientConfig(_kafka, context.Program);
        _registry = new CachedSchemaRegistryClient(settings.Get<SchemaRegistryOptions>(), context.Clock);
        Context = context;
        Topic = settings.Get<TopicsOptions>().DeadLetters;
        Log = new KafkaLog(context.Error.WriteLine, context.Clock, _kafka.BootstrapServers);
        Letters = new DeadLetterReader(new ReaderPlans(DeadLetter.Schema, _registry));
    }

    public CommandContext Context { get; }

    /// <summary>The dead letters' topic.</summary>
    public string Topic { get; }

    public KafkaLog Log { get; }

    public DeadLetterReader Letters { get; }

    /// <summary>Reads the settings and waits for a broker.</summary>
    /// <exception cref="SettingsException">A setting is bad.</exception>
    /// <exception cref="ProgramException">No broker within the bound.</exception>
    public static async Task<MonitorSession> OpenAsync(CommandContext context)
    {
        var session = new MonitorSession(context, SettingsLoader.Load(MonitorSettings.Catalog(), context.Overrides));
        try
        {
            using var setup = new TopicSetup(
                session._kafka, session._config, session.Log, context.Error.WriteLine, context.Clock);
            // Reading never changes anything: no topic is made.
            await setup.EnsureAsync([], createMissing: false, context.Stopping);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a one-shot reading on a thread that it may hold; exit code 3 where a transaction held something
    /// back.</summary>
    public async Task<int> ReadOnceAsync(Action<DeadLetterLog> read)
    {
        using var reader = new CommittedLogReader(_config, Log, Context.Clock);
        var log = new DeadLetterLog(reader, Letters, Topic);
        await Task.Run(() => read(log), CancellationToken.None);
        return ExitCode.Done;
    }

    public DeadLetterFollower Follow() => new(_config, Log, Context.Clock, Topic);

    /// <summary>Ends with exit code 3 where an open transaction held something back; what is committed is printed by
    /// then.</summary>
    /// <exception cref="ProgramException">A partition is held.</exception>
    public void RequireWhole(IReadOnlyList<LogEnd> held)
    {
        if (held.Count == 0)
            return;
        var places = held.Select(
            end => FormattableString.Invariant($"{Topic}[{end.Partition}] from offset {end.Reached}"));
        throw new ProgramException(
            ExitCode.Unreachable,
            $"an open transaction holds {string.Join(", ", places)}: only what is committed is shown; try again later");
    }

    public void Dispose() => _registry.Dispose();
}
