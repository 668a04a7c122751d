using Chaos.Tests.Brokers;
using Chaos.Tests.Running;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using TestKit.Clusters;
using TestKit.Processes;

namespace Chaos.Tests.Surroundings;

/// <summary>Row 60: a password that is wrong and a right that is missing end the program with their name.</summary>
[Trait("Category", "Chaos")]
public sealed class RightsTests : IAsyncLifetime
{
    private const string Secret = "wrong-sentinel-password";
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(90);

    private static readonly string[] Secured =
    [
        .. ChaosClusters.BrokerSettings,
        "listener.security.protocol.map=PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms=PLAIN",
        "sasl.mechanism.inter.broker.protocol=PLAIN",
        "listener.name.plaintext.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule "
            + "required username=\"admin\" password=\"admin-secret\" user_admin=\"admin-secret\" "
            + "user_orders=\"orders-secret\";",
        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users=User:admin;User:ANONYMOUS",
    ];

    private KitBrokers? _node;
    private KitRegistry? _registry;
    private Pipeline? _pipeline;

    public async ValueTask InitializeAsync()
    {
        var kit = KafkaClusterFixture.RequireKit();
        _node = await kit.StartBrokersAsync(1, Secured);
        _registry = await kit.StartRegistryAsync();
        _pipeline = new Pipeline(new TestCluster(_node.BootstrapServers, _registry.Url, kit));
    }

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null) await _registry.DisposeAsync();
        if (_node is not null) await _node.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_password_ends_the_program_with_its_cause_and_is_never_shown()
    {
        await using var consumer = _pipeline!.StartConsumer(
            "one", [.. LogIn("orders", Secret), "--Kafka:StartupTimeout=00:00:15", "--Kafka:Client:debug=all"]);

        Assert.InRange(await consumer.ExitAsync(EndBound), 1, 3);

        Assert.Contains(
            consumer.Errors,
            line => line.StartsWith("error: ", StringComparison.Ordinal)
                && line.Contains("authentication", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            consumer.Errors.Concat(consumer.Output), line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transactional_id_without_rights_ends_the_program_and_is_named()
    {
        await using (var setUp = _pipeline!.Start(
            TestProgram.Producer, new ProgramOptions(), ["setup", .. LogIn("admin", "admin-secret")]))
            await setUp.EndsWithAsync(0, EndBound);
        await AllowAsync(ResourceType.Topic, ResourceType.Group);
        await using var consumer = _pipeline.StartConsumer("one", LogIn("orders", "orders-secret"));

        await consumer.EndsWithAsync(1, EndBound);

        Assert.Contains(
            consumer.Errors,
            line => line.StartsWith("error: ", StringComparison.Ordinal)
                && line.Contains("transactional id", StringComparison.OrdinalIgnoreCase));
    }

    private static string[] LogIn(string user, string password) =>
    [
        "--Kafka:Client:security.protocol=SASL_PLAINTEXT", "--Kafka:Client:sasl.mechanism=PLAIN",
        $"--Kafka:Client:sasl.username={user}", $"--Kafka:Client:sasl.password={password}",
    ];

    /// <summary>Gives the user all rights for all resources of these kinds.</summary>
    private async Task AllowAsync(params ResourceType[] kinds)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig
        {
            BootstrapServers = _node!.BootstrapServers,
            SecurityProtocol = SecurityProtocol.SaslPlaintext,
            SaslMechanism = SaslMechanism.Plain,
            SaslUsername = "admin",
            SaslPassword = "admin-secret",
        }).Build();
        await admin.CreateAclsAsync(kinds.Select(kind => new AclBinding
        {
            Pattern = new ResourcePattern
            {
                Type = kind,
                Name = "*",
                ResourcePatternType = ResourcePatternType.Literal,
            },
            Entry = new AccessControlEntry
            {
                Principal = "User:orders",
                Host = "*",
                Operation = AclOperation.All,
                PermissionType = AclPermissionType.Allow,
            },
        }));
    }
}
