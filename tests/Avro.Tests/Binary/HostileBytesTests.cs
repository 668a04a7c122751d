using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using TestKit.Memory;
using TestKit.Repository;
using Xunit;

namespace Avro.Tests.Binary;

[Trait("Category", "Unit")]
public sealed class HostileBytesTests
{
    private const string Golden = "tests/Avro.Tests/Golden/";

    [Theory]
    [InlineData("schemas/order.avsc", "order")]
    [InlineData("schemas/dead-letter.avsc", "dead-letter")]
    [InlineData("schemas/ledger.avsc", "ledger")]
    [InlineData(Golden + "Schemas/all-types.avsc", "all-types")]
    public void Data_cut_at_any_byte_are_refused(string path, string data)
    {
        var schema = AvroSchema.Parse(File.ReadAllText(RepositoryRoot.PathOf(path)));
        foreach (var line in File.ReadLines(RepositoryRoot.PathOf($"{Golden}Data/{data}.tsv")).Take(10))
        {
            var whole = Convert.FromHexString(line.Split('\t')[0]);
            for (var length = 0; length < whole.Length; length++)
                Assert.NotEqual(AvroErrorCode.None, AvroSkipper.Check(whole.AsSpan(0, length), schema).Code);
            Assert.Equal(AvroErrorCode.TrailingBytes, AvroSkipper.Check([.. whole, 0], schema).Code);
        }
    }

    [Theory]
    [InlineData("schemas/order.avsc")]
    [InlineData("schemas/dead-letter.avsc")]
    [InlineData(Golden + "Schemas/all-types.avsc")]
    [InlineData(Golden + "Schemas/tree.avsc")]
    public void Random_bytes_never_throw_and_cost_no_more_than_good_ones(string path)
    {
        var schema = AvroSchema.Parse(File.ReadAllText(RepositoryRoot.PathOf(path)));
        var resolver = AvroResolver.Compile(schema, schema);
        var garbage = MakeGarbage(new Random(20261121));
        var output = new byte[1 << 16];
        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (var data in garbage)
                _ = AvroSkipper.Check(data, schema);
        }));
        foreach (var data in garbage)
        {
            var status = default(AvroStatus);
            var allocated = Allocations.Of(() =>
            {
                var writer = new AvroWriter(output);
                status = resolver.TryResolve(data, ref writer, out _);
            });
            Assert.True(allocated <= 1024, $"{Convert.ToHexString(data)}: {allocated} bytes allocated");
            if (AvroSkipper.Check(data, schema).IsOk)
                Assert.Equal(AvroStatus.Ok, status);
        }
    }

    private static List<byte[]> MakeGarbage(Random random)
    {
        var garbage = new List<byte[]>();
        for (var round = 0; round < 20_000; round++)
        {
            var data = new byte[random.Next(300)];
            random.NextBytes(data);
            if ((round & 1) == 0)
                MakeSmall(data);
            garbage.Add(data);
        }

        return garbage;
    }

    /// <summary>Small bytes are lengths and positions that fit: they come further than any.</summary>
    private static void MakeSmall(byte[] data)
    {
        foreach (ref var b in data.AsSpan())
            b &= 0x07;
    }
}
