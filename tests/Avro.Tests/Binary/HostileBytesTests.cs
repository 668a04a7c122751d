using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
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
        var random = new Random(20261121);
        var data = new byte[300];
        var output = new byte[1 << 16];
        _ = AvroSkipper.Check(data, schema);
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(data);
            if ((round & 1) == 0)
                MakeSmall(data);
            var garbage = data.AsSpan(0, random.Next(data.Length));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var isGood = AvroSkipper.Check(garbage, schema).IsOk;
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            var writer = new AvroWriter(output);
            var resolved = resolver.TryResolve(garbage, ref writer, out _);
            Assert.True(resolved.IsOk || !isGood);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= 1024, $"round {round}: {allocated} bytes allocated");
        }
    }

    /// <summary>Small bytes are lengths and positions that fit: they come further than any.</summary>
    private static void MakeSmall(byte[] data)
    {
        foreach (ref var b in data.AsSpan())
            b &= 0x07;
    }
}
