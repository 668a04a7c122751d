using System.Text;
using System.Text.Json;
using Avro.Fuzz.Generating;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Json;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using TestKit.Memory;
using Xunit;

namespace Avro.Tests.Properties;

[Trait("Category", "Unit")]
public sealed class AvroPropertyTests
{
    private const int Room = 1 << 19;

    /// <summary>A failure names a few fields around it, in an object of one size; nothing else is made.</summary>
    private const int MostForPath = 192;

    [Fact]
    public void Every_text_of_a_schema_has_one_canonical_form() => Seeds.Check(500, random =>
    {
        var schema = AvroSchema.Parse(new RandomSchema(random).Next().ToJsonString());
        var canonical = CanonicalForm.Of(schema);
        Assert.Equal(canonical, CanonicalForm.Of(AvroSchema.Parse(schema.ToSelfContainedJson())));
    });

    [Fact]
    public void What_was_written_is_read_and_shown_as_it_was() => Seeds.Check(1_000, random =>
    {
        var schema = AvroSchema.Parse(new RandomSchema(random).Next().ToJsonString());
        var (bytes, json) = RandomDatum.Of(schema, random, hasSizedBlocks: true);
        Assert.Equal(AvroStatus.Ok, AvroSkipper.Check(bytes, schema));
        Assert.Equal((AvroStatus.Ok, json), Show(bytes, schema));
    });

    [Fact]
    public void Resolving_to_the_same_schema_keeps_every_byte() => Seeds.Check(1_000, random =>
    {
        var schema = AvroSchema.Parse(new RandomSchema(random).Next().ToJsonString());
        var resolver = AvroResolver.Compile(schema, AvroSchema.Parse(schema.ToSelfContainedJson()));
        Assert.True(resolver.IsIdentity);
        var (bytes, _) = RandomDatum.Of(schema, random);
        var writer = new AvroWriter(new byte[bytes.Length]);
        Assert.Equal(AvroStatus.Ok, resolver.TryResolve(bytes, ref writer, out var consumed));
        Assert.Equal((bytes.Length, bytes.Length), (consumed, writer.Written));
    });

    [Fact]
    public void What_resolves_is_whole_data_of_the_readers_schema()
    {
        var (resolved, refused) = (0, 0);
        var output = new byte[Room];
        Seeds.Check(1_500, random =>
        {
            if (TryPlan(random) is not { } resolver)
                return;
            var (bytes, _) = RandomDatum.Of(resolver.Writer, random, hasSizedBlocks: true);
            var writer = new AvroWriter(output);
            var status = resolver.TryResolve(bytes, ref writer, out var consumed);
            if (status.IsOk)
            {
                Assert.Equal(bytes.Length, consumed);
                Assert.Equal(AvroStatus.Ok, AvroSkipper.Check(output.AsSpan(0, writer.Written), resolver.Reader));
                resolved++;
                return;
            }

            // Good data fail only on what one of the two schemas lacks.
            Assert.True(
                status.Code is AvroErrorCode.UnknownSymbol or AvroErrorCode.UnmatchedBranch or AvroErrorCode.BadUtf8,
                status.ToString());
            refused++;
        });
        Assert.True(resolved > 500 && refused > 20, $"{resolved} resolved, {refused} refused: too few to tell");
    }

    [Fact]
    public void Text_that_is_left_to_the_decoder_changes_no_verdict()
    {
        var (good, left) = (0, 0);
        var (checkedOutput, output) = (new byte[Room], new byte[Room]);
        Seeds.Check(1_500, random =>
        {
            if (TryPlan(random) is not { } resolver)
                return;
            for (var round = 0; round < 10; round++)
            {
                var data = round % 2 == 0 ? Garbage(resolver.Writer, random) : Spoiled(resolver.Writer, random);
                var writer = new AvroWriter(checkedOutput);
                var status = resolver.TryResolve(data, ref writer, out var consumed);
                var quick = new AvroWriter(output);
                var quickStatus = resolver.TryResolve(data, ref quick, checksText: false, out var quickConsumed);
                var decoded = AvroSkipper.Check(output.AsSpan(0, quick.Written), resolver.Reader);
                Assert.Equal(status.IsOk, quickStatus.IsOk && decoded.IsOk);
                if (status.IsOk)
                {
                    Assert.Equal(consumed, quickConsumed);
                    Assert.Equal(checkedOutput.AsSpan(0, writer.Written), output.AsSpan(0, quick.Written));
                    good++;
                }
                else if (quickStatus.IsOk)
                {
                    Assert.Equal(AvroErrorCode.BadUtf8, decoded.Code);
                    left++;
                }
            }
        });
        Assert.True(good > 500 && left > 20, $"{good} good, {left} left to the decoder: too few to tell");
    }

    [Fact]
    public void Garbage_of_any_schema_never_throws_and_costs_no_memory()
    {
        var output = new byte[Room];
        Seeds.Check(400, random =>
        {
            if (TryPlan(random) is not { } resolver)
                return;
            for (var round = 0; round < 20; round++)
            {
                var data = Garbage(resolver.Writer, random);
                Assert.Equal(0, Allocations.Of(() => AvroSkipper.Check(data, resolver.Writer)));
                var resolving = Allocations.Of(() =>
                {
                    var writer = new AvroWriter(output);
                    resolver.TryResolve(data, ref writer, out _);
                });
                Assert.True(resolving <= MostForPath, $"{resolving} bytes for {Convert.ToHexString(data)}");
                var isGood = AvroSkipper.Check(data, resolver.Writer).IsOk;
                Assert.True(!isGood || Show(data, resolver.Writer).Status.IsOk);
                _ = Show(data, resolver.Writer);
            }
        });
    }

    /// <summary>A plan from a random schema to a changed one, or null where these two have none.</summary>
    private static AvroResolver? TryPlan(Random random)
    {
        var schema = new RandomSchema(random).Next();
        try
        {
            var reader = AvroSchema.Parse(new RandomEvolution(random).Of(schema).ToJsonString());
            return AvroResolver.Compile(AvroSchema.Parse(schema.ToJsonString()), reader);
        }
        catch (Exception misfit) when (misfit is AvroSchemaException or AvroResolutionException)
        {
            return null;
        }
    }

    /// <summary>Noise, small numbers, which come further, or good data with a flaw.</summary>
    private static byte[] Garbage(AvroSchema schema, Random random)
    {
        if (random.Next(3) == 0)
        {
            var (bytes, _) = RandomDatum.Of(schema, random, hasSizedBlocks: true);
            if (bytes.Length > 0)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return bytes[..random.Next(bytes.Length + 1)];
        }

        var noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        if (random.Next(2) == 0)
        {
            foreach (ref var b in noise.AsSpan())
                b &= 0x07;
        }

        return noise;
    }

    /// <summary>Good data but for one byte that is no ASCII.</summary>
    private static byte[] Spoiled(AvroSchema schema, Random random)
    {
        var (bytes, _) = RandomDatum.Of(schema, random);
        if (bytes.Length > 0)
            bytes[random.Next(bytes.Length)] |= 0x80;
        return bytes;
    }

    private static (AvroStatus Status, string Json) Show(byte[] data, AvroSchema schema)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream);
        var reader = new AvroReader(data);
        var status = AvroJson.TryWrite(ref reader, schema, json);
        json.Flush();
        return (status, Encoding.UTF8.GetString(stream.ToArray()));
    }
}
