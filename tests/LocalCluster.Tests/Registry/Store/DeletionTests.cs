using OrderPipeline.Avro.Compatibility;
using OrderPipeline.LocalCluster.Registry.Schemas;
using OrderPipeline.LocalCluster.Registry.Settings;
using OrderPipeline.LocalCluster.Registry.Store;

namespace LocalCluster.Tests.Registry.Store;

[Trait("Category", "Unit")]
public sealed class DeletionTests
{
    private static readonly SchemaDraft Int = new("\"int\"");
    private static readonly SchemaDraft Text = new("\"string\"");

    private readonly SchemaStore _store = new();

    public DeletionTests()
    {
        _store.Register("a", Int);
        _store.Register("a", Text);
    }

    [Fact]
    public void A_soft_deleted_version_is_hidden_but_its_id_still_reads()
    {
        Assert.Equal(2, _store.DeleteVersion("a", null, isPermanent: false));

        Assert.Equal([1], _store.Versions("a"));
        Assert.Equal([1, 2], _store.Versions("a", VersionFilter.WithDeleted));
        Assert.Equal([2], _store.Versions("a", VersionFilter.DeletedOnly));
        Assert.Equal(1, _store.Get("a", null).Version);
        Refused(40402, () => _store.Get("a", 2));
        Assert.Equal(2, _store.Get("a", 2, VersionFilter.WithDeleted).Schema.Id);
        Refused(40403, () => _store.LookUp("a", Text));
        Assert.Equal(2, _store.LookUp("a", Text, VersionFilter.WithDeleted).Version);
        Assert.Equal("\"string\"", _store.Get(2).Text);
        Assert.Empty(_store.UsesOf(2));
        Assert.Single(_store.UsesOf(2, VersionFilter.WithDeleted));
    }

    [Fact]
    public void A_soft_deleted_schema_registers_as_a_new_version_with_its_id()
    {
        _store.DeleteVersion("a", 2, isPermanent: false);

        var again = _store.Register("a", Text);

        Assert.Equal((3, 2), (again.Version, again.Schema.Id));
    }

    [Fact]
    public void Only_what_is_soft_deleted_is_removed_for_good()
    {
        Refused(40407, () => _store.DeleteVersion("a", 2, isPermanent: true));
        Refused(40405, () => _store.DeleteSubject("a", isPermanent: true));

        _store.DeleteVersion("a", 2, isPermanent: false);
        Refused(40406, () => _store.DeleteVersion("a", 2, isPermanent: false));
        Refused(40405, () => _store.DeleteSubject("a", isPermanent: true));
        Assert.Equal(2, _store.DeleteVersion("a", 2, isPermanent: true));

        Refused(40402, () => _store.Get("a", 2, VersionFilter.WithDeleted));
        Refused(40403, () => _store.Get(2));
    }

    [Fact]
    public void A_subject_is_deleted_in_two_steps()
    {
        Assert.Equal([1, 2], _store.DeleteSubject("a", isPermanent: false));
        Refused(40404, () => _store.DeleteSubject("a", isPermanent: false));
        Assert.Empty(_store.Subjects());
        Assert.Equal(["a"], _store.Subjects(VersionFilter.WithDeleted));
        Assert.Equal(["a"], _store.Subjects(VersionFilter.DeletedOnly));
        Refused(40401, () => _store.Versions("a"));

        Assert.Equal([1, 2], _store.DeleteSubject("a", isPermanent: true));
        Refused(40401, () => _store.DeleteSubject("a", isPermanent: true));
        Assert.Empty(_store.Subjects(VersionFilter.WithDeleted));
        Assert.Equal(0, _store.Snapshot().Ids);
    }

    [Fact]
    public void Ids_are_never_given_twice_while_versions_begin_again()
    {
        _store.DeleteSubject("a", isPermanent: false);
        _store.DeleteSubject("a", isPermanent: true);

        var again = _store.Register("a", Text);

        Assert.Equal((1, 3), (again.Version, again.Schema.Id));
    }

    [Fact]
    public void A_version_that_is_removed_for_good_leaves_a_gap()
    {
        _store.DeleteVersion("a", 1, isPermanent: false);
        _store.DeleteVersion("a", 1, isPermanent: true);

        Assert.Equal(3, _store.Register("a", new SchemaDraft("\"long\"")).Version);
        Assert.Equal([2, 3], _store.Versions("a", VersionFilter.WithDeleted));
    }

    [Fact]
    public void A_schema_that_another_subject_uses_stays()
    {
        _store.Register("b", Int);
        _store.DeleteSubject("a", isPermanent: false);
        _store.DeleteSubject("a", isPermanent: true);

        Assert.Equal("\"int\"", _store.Get(1).Text);
        Assert.Equal(1, _store.Register("c", Int).Schema.Id);
    }

    [Fact]
    public void The_level_of_a_subject_goes_with_its_last_version()
    {
        _store.Settings.Change("a", new ConfigUpdate { Level = new(CompatibilityLevel.Full) });

        _store.DeleteVersion("a", 1, isPermanent: false);
        Assert.Equal(CompatibilityLevel.Full, _store.Settings.Config("a", orGlobal: false).Level);
        _store.DeleteVersion("a", 2, isPermanent: false);

        Refused(40408, () => _store.Settings.Config("a", orGlobal: false));
    }

    private static void Refused(int code, Func<object> call) =>
        Assert.Equal(code, Assert.Throws<RegistryRefusalException>(call).Code);
}
