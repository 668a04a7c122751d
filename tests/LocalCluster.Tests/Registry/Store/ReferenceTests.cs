using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Schemas;
using OrderPipeline.LocalCluster.Registry.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;
using OrderPipeline.LocalCluster.Registry.Store;

namespace LocalCluster.Tests.Registry.Store;

[Trait("Category", "Unit")]
public sealed class ReferenceTests
{
    private const string User = """{"type":"record","name":"U","namespace":"n","fields":[{"name":"m","type":"n.M"}]}""";
    private static readonly SchemaDraft Money = new("""{"type":"fixed","name":"n.M","size":8}""");

    private readonly SchemaStore _store = new();

    [Fact]
    public void A_name_may_be_defined_by_another_subject()
    {
        _store.Register("money", Money);

        var user = _store.Register("user", Draft(User, ("n.M", "money", 1)));
        var buyer = _store.Register("buyer", Draft(
            """{"type":"record","name":"B","fields":[{"name":"u","type":"n.U"},{"name":"m","type":"n.M"}]}""",
            ("n.U", "user", 1)));

        Assert.Equal((2, 3), (user.Schema.Id, buyer.Schema.Id));
        Assert.Equal([2], _store.ReferrersOf("money", 1));
        Assert.Equal([3], _store.ReferrersOf("user", null));
        Assert.Equal(User, user.Schema.Text);
        Assert.Equal(2, _store.LookUp("user", Draft(User, ("n.M", "money", 1))).Schema.Id);
    }

    [Fact]
    public void What_is_not_there_cannot_be_referred_to()
    {
        _store.Register("money", Money);

        var unknown = Refused(42201, () => _store.Register("user", new SchemaDraft(User)));
        Assert.Contains("'n.M' is not known", unknown.Message, StringComparison.Ordinal);
        var missing = Refused(42201, () => _store.Register("user", Draft(User, ("n.M", "money", 2))));
        Assert.Contains("version 2 of subject 'money', which is not there", missing.Message, StringComparison.Ordinal);
        _store.DeleteSubject("money", isPermanent: false);
        Refused(42201, () => _store.Register("user", Draft(User, ("n.M", "money", 1))));
    }

    [Fact]
    public void What_is_referred_to_cannot_be_deleted()
    {
        _store.Register("money", Money);
        _store.Register("user", Draft(User, ("n.M", "money", 1)));

        Refused(42206, () => _store.DeleteVersion("money", 1, isPermanent: false));
        Refused(42206, () => _store.DeleteSubject("money", isPermanent: false));
        Assert.Equal([1], _store.Versions("money"));

        _store.DeleteSubject("user", isPermanent: false);
        Assert.Equal([1], _store.DeleteSubject("money", isPermanent: false));
    }

    [Fact]
    public void The_same_text_with_other_references_is_another_schema()
    {
        _store.Register("money", Money);
        _store.Register("coins", Money);
        _store.Register("user", Draft(User, ("n.M", "money", 1)));

        Refused(40403, () => _store.LookUp("user", Draft(User, ("n.M", "coins", 1))));
        Assert.Equal(2, _store.Register("user", Draft(User, ("n.M", "coins", 1))).Version);
    }

    [Fact]
    public void What_was_referred_to_still_resolves_when_its_subject_is_gone()
    {
        _store.Register("money", Money);
        _store.Register("user", Draft(User, ("n.M", "money", 1)));
        _store.Register("keeps", Draft("\"n.U\"", ("n.U", "user", 1)));
        _store.DeleteSubject("keeps", isPermanent: false);
        _store.DeleteSubject("user", isPermanent: false);
        _store.DeleteSubject("money", isPermanent: false);
        _store.DeleteSubject("money", isPermanent: true);

        Assert.Equal(User, _store.Get(2).Text);
        Refused(42201, () => _store.Register("user", Draft(User, ("n.M", "money", 1))));
    }

    [Fact]
    public void References_that_contradict_each_other_are_refused()
    {
        _store.Register("money", Money);
        _store.Register("other", new SchemaDraft("""{"type":"fixed","name":"n.M","size":9}"""));

        Refused(42201, () => _store.Register("user", Draft(User, ("n.M", "money", 1), ("n.M", "other", 1))));
    }

    [Fact]
    public void Chains_of_references_end_at_32()
    {
        _store.Register("s0", new SchemaDraft("""{"type":"fixed","name":"F0","size":1}"""));
        for (var i = 1; i <= 32; i++)
            _store.Register($"s{i}", Next(i));

        Refused(42201, () => _store.Register("s33", Next(33)));
    }

    [Fact]
    public void Who_checks_compatibility_sees_the_level_and_earlier_versions_newest_first()
    {
        var check = new FakeCheck();
        var store = new SchemaStore(compatibility: check);
        store.Register("a", new SchemaDraft("\"int\""));
        store.Register("a", new SchemaDraft("\"long\""));
        store.Settings.Change("a", new ConfigUpdate { Level = new(CompatibilityLevel.FullTransitive) });

        var refusal = Refused(409, () => store.Register("a", new SchemaDraft("\"string\"")));

        Assert.Equal(
            "The schema is not compatible with earlier versions of subject 'a': FullTransitive \"string\" 2 1",
            refusal.Message);
        Assert.Equal([1, 2], store.Versions("a"));
        Assert.Equal(1, store.Register("a", new SchemaDraft("\"int\"")).Version);
    }

    private static SchemaDraft Next(int i) => Draft(
        $$"""{"type":"record","name":"F{{i}}","fields":[{"name":"f","type":"F{{i - 1}}"}]}""",
        ($"F{i - 1}", $"s{i - 1}", 1));

    private static SchemaDraft Draft(string text, params (string Name, string Subject, int Version)[] references) =>
        new(text, [.. references.Select(one => new SchemaReference(one.Name, one.Subject, one.Version))]);

    private static RegistryRefusalException Refused(int code, Func<object> call)
    {
        var refusal = Assert.Throws<RegistryRefusalException>(call);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private sealed class FakeCheck : ICompatibilityCheck
    {
        public IReadOnlyList<string> Problems(
            CompatibilityLevel level, AvroSchema candidate, IReadOnlyList<RegisteredVersion> earlier) =>
            candidate.Type == AvroType.String
                ? [$"{level} {candidate.Json} {string.Join(' ', earlier.Select(one => one.Version))}"]
                : [];
    }
}
