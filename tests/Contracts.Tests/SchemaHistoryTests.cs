using System.Globalization;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Schemas;
using TestKit.Repository;
using Xunit;

namespace Contracts.Tests;

/// <summary>
/// Today's schemas against every released one, both ways: topics keep old records for ever where they are compacted,
/// and while instances are replaced one by one, or put back, an old one reads what a new one wrote.
/// </summary>
[Trait("Category", "Unit")]
public sealed class SchemaHistoryTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(RepositoryRoot.PathOf("schemas"), "*.avsc").Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_reads_the_data_of_every_released_version_and_is_read_by_them(string name)
    {
        var problems = SchemaCompatibility.Check(CompatibilityLevel.FullTransitive, Today(name), History(name));
        Assert.True(
            problems.Count == 0,
            $"schemas/{name}.avsc breaks with what was released; give new fields defaults, take away only fields that "
            + $"have one, keep types and names (aliases rename):\n{string.Join('\n', problems)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_changed_schema_is_a_new_version_in_the_history(string name)
    {
        var history = History(name);
        var next = (history.Length + 1).ToString("000", CultureInfo.InvariantCulture);
        var isKnown = history.Length > 0 && history[^1].Schema.Json == Today(name).Json;
        Assert.True(
            isKnown,
            $"schemas/{name}.avsc is not the last version in schemas/history/{name}/: copy it there as {next}.avsc; if "
            + "the last one was never released, overwrite that one instead. Released versions never change.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Released_versions_are_numbered_from_one_without_a_gap(string name)
    {
        var history = History(name);
        var numbers = Enumerable.Range(1, history.Length).Select(n => n.ToString("000", CultureInfo.InvariantCulture));
        Assert.Equal(numbers, history.Select(version => version.Name));
    }

    private static AvroSchema Today(string name) => Parse(RepositoryRoot.PathOf($"schemas/{name}.avsc"));

    private static SchemaVersion[] History(string name)
    {
        var folder = RepositoryRoot.PathOf($"schemas/history/{name}");
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.EnumerateFiles(folder, "*.avsc")
            .Order(StringComparer.Ordinal)
            .Select(file => new SchemaVersion(NameOf(file), Parse(file)))];
    }

    private static AvroSchema Parse(string path) => AvroSchema.Parse(File.ReadAllText(path));

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path)!;
}
