using OrderPipeline.Avro.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;
using OrderPipeline.LocalCluster.Registry.Store;

namespace LocalCluster.Tests.Registry.Store;

[Trait("Category", "Unit")]
public sealed class SchemaStoreTests
{
    private static readonly SchemaDraft Int = new("\"int\"");
    private static readonly SchemaDraft Text = new("\"string\"");

    private readonly SchemaStore _store = new();

    [Fact]
    public void Versions_count_in_a_subject_and_ids_everywhere()
    {
        Assert.Equal(("a", 1, 1), Register("a", Int));
        Assert.Equal(("a", 2, 2), Register("a", Text));
        Assert.Equal(("b", 1, 2), Register("b", Text));
        Assert.Equal(("b", 2, 3), Register("b", new SchemaDraft("\"long\"")));

        Assert.Equal(["a", "b"], _store.Subjects());
        Assert.Equal([1, 2], _store.Versions("a"));
        Assert.Equal("\"string\"", _store.Get(2).Text);
        Assert.Equal(2, _store.Get("a", null).Version);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"int"}]}""")]
    [InlineData("""{ "type" : "record", "name" : "R", "fields" : [ { "name" : "f", "type" : "int" } ] }""")]
    [InlineData("""{"fields":[{"type":{"type":"int"},"name":"f"}],"name":"R","type":"record"}""")]
    public void The_same_schema_however_it_is_spelt_is_the_same_version(string spelt)
    {
        var first = new SchemaDraft("""{"type":"record","name":"R","fields":[{"name":"f","type":"int"}]}""");
        Register("a", first);

        Assert.Equal(("a", 1, 1), Register("a", new SchemaDraft(spelt)));
        Assert.Equal(1, _store.LookUp("a", new SchemaDraft(spelt)).Version);
        Assert.Equal(("b", 1, 1), Register("b", new SchemaDraft(spelt)));
        Assert.Equal(first.Text, _store.Get(1).Text);
    }

    [Theory]
    [InlineData("""{"type":"record","name":"R","doc":"d","fields":[]}""")]
    [InlineData("""{"type":"record","name":"R","fields":[],"owner":"me"}""")]
    [InlineData("""{"type":"record","name":"S","fields":[]}""")]
    public void A_schema_that_says_something_else_is_another_version(string other)
    {
        Register("a", new SchemaDraft("""{"type":"record","name":"R","fields":[]}"""));

        Assert.Equal(("a", 2, 2), Register("a", new SchemaDraft(other)));
    }

    [Fact]
    public void What_is_sent_is_kept_and_normalized_only_when_asked()
    {
        const string Sent = """{ "fields": [], "name": "R", "type": "record" }""";
        Register("a", new SchemaDraft(Sent));
        Assert.Equal(Sent, _store.Get(1).Text);

        Register("b", new SchemaDraft("""{ "name": "S", "fields": [], "type": "record" }""", [], Normalize: true));
        Assert.Equal("""{"type":"record","name":"S","fields":[]}""", _store.Get(2).Text);
    }

    [Theory]
    [InlineData("", "the text is empty")]
    [InlineData("nonsense", "the text is no JSON")]
    [InlineData("{}", "the attribute 'type' is missing")]
    [InlineData("\"Unknown\"", "the type 'Unknown' is not known")]
    [InlineData("""{"type":"record","name":"R","fields":[{"name":"f","type":"int","default":"x"}]}""", "$.fields[0]")]
    public void Nonsense_is_refused_in_the_parsers_words(string text, string words)
    {
        var refusal = Refused(422, 42201, () => _store.Register("a", new SchemaDraft(text)));

        Assert.StartsWith("Invalid schema: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_store.Subjects());
    }

    [Fact]
    public void A_schema_may_be_as_deep_as_the_parser_takes_it()
    {
        var open = string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"items\":", 255));
        var deep = new SchemaDraft($"{open}\"int\"{new string('}', 255)}", [], Normalize: true);

        Assert.Equal(deep.Text, _store.Register("a", deep).Schema.Text);
        Refused(422, 42201, () => _store.Register(
            "a", new SchemaDraft($"{open}{open}\"int\"{new string('}', 510)}")));
    }

    [Fact]
    public void What_is_not_there_has_its_code()
    {
        Register("a", Int);

        Refused(404, 40401, () => _store.LookUp("b", Int));
        Refused(404, 40401, () => _store.Get("b", 1));
        Refused(404, 40401, () => _store.Versions("b"));
        Refused(404, 40401, () => _store.DeleteVersion("b", 1, isPermanent: false));
        Refused(404, 40401, () => _store.DeleteSubject("b", isPermanent: true));
        Refused(404, 40402, () => _store.Get("a", 2));
        Refused(404, 40402, () => _store.DeleteVersion("a", 2, isPermanent: false));
        Refused(404, 40403, () => _store.LookUp("a", Text));
        Refused(404, 40403, () => _store.Get(2));
        Refused(404, 40403, () => _store.UsesOf(2));
    }

    [Fact]
    public void A_subject_with_control_characters_is_refused() =>
        Refused(422, 42208, () => _store.Register("a\nb", Int));

    [Fact]
    public void A_full_registry_says_so_and_still_finds_what_it_has()
    {
        var store = new SchemaStore(new StoreLimits { MaxVersions = 2, MaxTextLength = 12 });
        store.Register("a", Int);

        var refusal = Refused(422, 42205, () => store.Register("a", Text));
        Assert.Contains("full: it takes 12 characters", refusal.Message, StringComparison.Ordinal);
        store.Register("b", Int);
        Refused(422, 42205, () => store.Register("c", Int));
        Assert.Equal(1, store.Register("a", Int).Schema.Id);
        Assert.Equal(["a", "b"], store.Subjects());

        store.DeleteSubject("a", isPermanent: false);
        store.DeleteSubject("a", isPermanent: true);
        Assert.Equal(1, store.Register("c", Int).Schema.Id);
        foreach (var subject in new[] { "b", "c" })
        {
            store.DeleteSubject(subject, isPermanent: false);
            store.DeleteSubject(subject, isPermanent: true);
        }

        Assert.Equal(2, store.Register("d", Text).Schema.Id);
    }

    [Fact]
    public void Levels_are_limited_too()
    {
        var store = new SchemaStore(new StoreLimits { MaxSettings = 1 });
        store.Settings.Change("a", new ConfigUpdate { Level = new(CompatibilityLevel.Full) });

        Refused(422, 42205, () =>
        {
            store.Settings.Change("b", new ConfigUpdate { Level = new(CompatibilityLevel.Full) });
            return store;
        });
        store.Settings.Change("a", new ConfigUpdate { Level = new(CompatibilityLevel.None) });
        Assert.Equal(CompatibilityLevel.None, store.Settings.Config("a", orGlobal: false).Level);
    }

    [Fact]
    public async Task Registrations_at_once_agree_on_ids_and_versions()
    {
        const int Workers = 4;
        const int Each = 400;

        var all = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() =>
            Enumerable.Range(0, Each).Select(size => (Own: Sized(worker * Each + size), Shared: Sized(size)))
                .Select(pair => (Own: Register("own", pair.Own), Shared: Register("shared", pair.Shared)))
                .ToArray())));

        var every = Enumerable.Range(1, Workers * Each);
        Assert.Equal(every, _store.Versions("own"));
        Assert.Equal(every, all.SelectMany(pairs => pairs).Select(pair => pair.Own.Version).Order());
        Assert.Equal(every, all.SelectMany(pairs => pairs).Select(pair => pair.Own.Id).Order());
        Assert.Equal(Enumerable.Range(1, Each), _store.Versions("shared"));
        for (var i = 0; i < Each; i++)
            Assert.Single(all.Select(pairs => pairs[i].Shared).Distinct());
    }

    private static SchemaDraft Sized(int size) => new($$"""{"type":"fixed","name":"F","size":{{size}}}""");

    private (string Subject, int Version, int Id) Register(string subject, SchemaDraft draft)
    {
        var registered = _store.Register(subject, draft);
        return (registered.Subject, registered.Version, registered.Schema.Id);
    }

    private static RegistryRefusalException Refused(int status, int code, Func<object> call)
    {
        var refusal = Assert.Throws<RegistryRefusalException>(call);
        Assert.Equal((status, code), (refusal.Status, refusal.Code));
        return refusal;
    }
}
