using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Compatibility;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Properties;

/// <summary>What is said of two schemas beforehand is what their data show.</summary>
[Trait("Category", "Unit")]
public sealed class CompatibilityPropertyTests
{
    private const int Room = 1 << 19;
    private const int Tries = 300;

    [Fact]
    public void Compatible_schemas_resolve_all_data_and_incompatible_ones_fail_on_some()
    {
        var (compatible, uncompilable, failing, unshown) = (0, 0, 0, 0);
        var output = new byte[Room];
        Seeds.Check(1_500, random =>
        {
            if (TryEvolve(random) is not var (writer, reader))
                return;
            var found = SchemaCompatibility.Check(writer, reader);
            var resolver = TryCompile(writer, reader);
            if (found.Count == 0)
            {
                Assert.NotNull(resolver);
                for (var i = 0; i < 10; i++)
                    AssertResolves(resolver, random, output);
                compatible++;
            }
            else if (resolver is null)
            {
                uncompilable++;
            }
            else if (Fails(resolver, random, output))
            {
                failing++;
            }
            else
            {
                unshown++;
            }
        });
        var numbers = $"{compatible} compatible, {uncompilable} without a plan, {failing} failing, {unshown} not shown";
        Assert.True(compatible > 500 && uncompilable > 100 && failing > 100, numbers);

        // A branch behind several unions and arrays may not come up in the tries.
        Assert.True(unshown * 20 < failing, numbers);
    }

    [Fact]
    public void A_plan_that_cannot_be_compiled_fails_where_the_check_says() => Seeds.Check(1_500, random =>
    {
        if (TryEvolve(random) is not var (writer, reader))
            return;
        try
        {
            AvroResolver.Compile(writer, reader);
        }
        catch (AvroResolutionException e)
        {
            var found = SchemaCompatibility.Check(writer, reader);
            Assert.Contains(found, each => each.Field.StartsWith(e.Path, StringComparison.Ordinal));
        }
    });

    private static void AssertResolves(AvroResolver resolver, Random random, byte[] output)
    {
        var status = Resolve(resolver, random, output);

        // Bytes that become a string are compatible; which of them are UTF-8 only the data know.
        Assert.True(status.IsOk || status.Code == AvroErrorCode.BadUtf8, status.ToString());
    }

    private static bool Fails(AvroResolver resolver, Random random, byte[] output)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (Resolve(resolver, random, output).Code is AvroErrorCode.UnknownSymbol or AvroErrorCode.UnmatchedBranch)
                return true;
        }

        return false;
    }

    private static AvroStatus Resolve(AvroResolver resolver, Random random, byte[] output)
    {
        var (bytes, _) = RandomDatum.Of(resolver.Writer, random, hasSizedBlocks: false);
        var writer = new AvroWriter(output);
        return resolver.TryResolve(bytes, ref writer, out _);
    }

    private static (AvroSchema Writer, AvroSchema Reader)? TryEvolve(Random random)
    {
        var schema = new RandomSchema(random).Next();
        try
        {
            var reader = AvroSchema.Parse(new RandomEvolution(random).Of(schema).ToJsonString());
            return (AvroSchema.Parse(schema.ToJsonString()), reader);
        }
        catch (AvroSchemaException)
        {
            return null;
        }
    }

    private static AvroResolver? TryCompile(AvroSchema writer, AvroSchema reader)
    {
        try
        {
            return AvroResolver.Compile(writer, reader);
        }
        catch (AvroResolutionException)
        {
            return null;
        }
    }
}
