using Confluent.Kafka;
using Confluent.Kafka.Admin;
using EndToEnd.Tests.Pipeline;
using TestKit.Clusters;

namespace EndToEnd.Tests.Rights;

/// <summary>A broker that wants a password and grants nothing by itself, and a registry.</summary>
internal sealed class SecuredCluster : IAsyncDisposable
{
    public const string Password = "orders-s3ntinel-Qx7";

    /// <summary>As librdkafka counts it; Confluent's client has no name for it.</summary>
    public const ResourceType TransactionalId = (ResourceType)5;

    private const string AdminPassword = "admin-secret";

    private static readonly string[] Settings =
    [
        "listener.security.protocol.map=PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name=PLAINTEXT",
        "sasl.enabled.mechanisms=PLAIN",
        "sasl.mechanism.inter.broker.protocol=PLAIN",
        "listener.name.plaintext.plain.sasl.jaas.config="
            + "org.apache.kafka.common.security.plain.PlainLoginModule required "
            + $"username=\"admin\" password=\"{AdminPassword}\" user_admin=\"{AdminPassword}\" "
            + $"user_orders=\"{Password}\";",
        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        // The controllers' own listener knows no users.
        "super.users=User:admin;User:ANONYMOUS",
    ];

    private readonly KitBrokers _brokers;
    private readonly KitRegistry _registry;

    private SecuredCluster(KitBrokers brokers, KitRegistry registry)
    {
        (_brokers, _registry) = (brokers, registry);
        Pipeline = new PipelineUnderTest(new TestCluster(brokers.BootstrapServers, registry.Url, Kit: null));
    }

    public PipelineUnderTest Pipeline { get; }

    public static IReadOnlyList<string> AsAdmin => As("admin", AdminPassword);

    public static IReadOnlyList<string> AsOrders => As("orders", Password);

    public static async Task<SecuredCluster> StartAsync(KafkaKit kit)
    {
        var brokers = await kit.StartBrokersAsync(1, Settings);
        return new SecuredCluster(brokers, await kit.StartRegistryAsync());
    }

    public static IReadOnlyList<string> As(string user, string password) =>
    [
        "--Kafka:Client:security.protocol=SASL_PLAINTEXT", "--Kafka:Client:sasl.mechanism=PLAIN",
        $"--Kafka:Client:sasl.username={user}", $"--Kafka:Client:sasl.password={password}",
    ];

    /// <summary>The same servers with topics and a group of another test's own; the first one ends them.</summary>
    public SecuredCluster WithTopics() => new(_brokers, _registry);

    /// <summary>All that the consumer's user needs, but for one right.</summary>
    public async Task GrantAllButAsync(ResourceType type, string name, AclOperation operation)
    {
        var topics = Pipeline.Topics;
        (ResourceType Type, string Name, AclOperation[] Operations)[] needed =
        [
            (ResourceType.Topic, topics.Orders, [AclOperation.Read, AclOperation.DescribeConfigs]),
            (ResourceType.Topic, topics.Averages,
                [AclOperation.Read, AclOperation.Write, AclOperation.DescribeConfigs]),
            (ResourceType.Topic, topics.DeadLetters, [AclOperation.Write, AclOperation.DescribeConfigs]),
            (ResourceType.Group, topics.Group, [AclOperation.Read]),
            (TransactionalId, topics.Group + ".one", [AclOperation.Write]),
        ];
        var granted = needed.SelectMany(entry => entry.Operations.Append(AclOperation.Describe)
            .Where(each => (entry.Type, entry.Name, each) != (type, name, operation))
            .Select(each => Allow(entry.Type, entry.Name, each)));
        using var admin = new AdminClientBuilder(new AdminClientConfig
        {
            BootstrapServers = _brokers.BootstrapServers,
            SecurityProtocol = SecurityProtocol.SaslPlaintext,
            SaslMechanism = SaslMechanism.Plain,
            SaslUsername = "admin",
            SaslPassword = AdminPassword,
        }).Build();
        await admin.CreateAclsAsync(granted);
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        await _brokers.DisposeAsync();
    }

    private static AclBinding Allow(ResourceType type, string name, AclOperation operation) => new()
    {
        Pattern = new ResourcePattern { Type = type, Name = name, ResourcePatternType = ResourcePatternType.Literal },
        Entry = new AccessControlEntry
        {
            Principal = "User:orders",
            Host = "*",
            Operation = operation,
            PermissionType = AclPermissionType.Allow,
        },
    };
}
