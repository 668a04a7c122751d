using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Schemas;
using TestKit.Repository;
using Xunit;

namespace Avro.Tests.Golden.Compatibility;

/// <summary>
/// Apache's Java implementation's verdicts on pairs of schemas; make.sh beside this file makes them again.
/// </summary>
[Trait("Category", "Unit")]
public sealed class CompatibilityGoldenTests
{
    private static readonly Dictionary<IncompatibilityKind, string> JavaNames = new()
    {
        [IncompatibilityKind.TypeMismatch] = "TYPE_MISMATCH",
        [IncompatibilityKind.NameMismatch] = "NAME_MISMATCH",
        [IncompatibilityKind.FixedSizeMismatch] = "FIXED_SIZE_MISMATCH",
        [IncompatibilityKind.MissingEnumSymbols] = "MISSING_ENUM_SYMBOLS",
        [IncompatibilityKind.MissingDefault] = "READER_FIELD_MISSING_DEFAULT_VALUE",
        [IncompatibilityKind.MissingUnionBranch] = "MISSING_UNION_BRANCH",
    };

    [Fact]
    public void What_Java_calls_compatible_is_compatible_and_nothing_else()
    {
        var pairs = LinesOf("pairs.tsv");
        var verdicts = LinesOf("verdicts.tsv");
        Assert.Equal((90, 90), (pairs.Length, verdicts.Length));
        for (var i = 0; i < pairs.Length; i++)
        {
            var (writer, reader) = (AvroSchema.Parse(pairs[i][0]), AvroSchema.Parse(pairs[i][1]));
            var found = SchemaCompatibility.Check(writer, reader);
            var line = $"line {i + 1}: {string.Join(" | ", found)}";
            Assert.True(found.Count == 0 == (verdicts[i][0] == "COMPATIBLE"), line);

            // Java says of a union's branch only that it is missing, where the reason may be inside it.
            var kinds = verdicts[i][1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (kinds.Contains("MISSING_UNION_BRANCH"))
                continue;
            var ours = found.Select(each => JavaNames[each.Kind]).Distinct().Order(StringComparer.Ordinal);
            Assert.True(kinds.SequenceEqual(ours), $"{line}; Java: {verdicts[i][1]}");
        }
    }

    private static string[][] LinesOf(string name)
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf("tests/Avro.Tests/Golden/Compatibility/" + name));
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        return Array.ConvertAll(lines, line => line.Split('\t'));
    }
}
