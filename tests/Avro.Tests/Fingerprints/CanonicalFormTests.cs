using System.Buffers.Binary;
using System.Text;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Schemas;
using TestKit.Repository;
using Xunit;

namespace Avro.Tests.Fingerprints;

/// <summary>Expected are the answers of Apache's Java implementation; see Golden/make.sh.</summary>
[Trait("Category", "Unit")]
public sealed class CanonicalFormTests
{
    private const string Golden = "tests/Avro.Tests/Golden/Data/canonical.tsv";

    [Fact]
    public void Schemas_have_the_form_and_the_fingerprints_that_Java_gives_them()
    {
        var lines = File.ReadAllLines(RepositoryRoot.PathOf(Golden));
        Assert.Equal(8, lines.Length);
        foreach (var line in lines)
        {
            var expected = line.Split('\t');
            var schema = AvroSchema.Parse(File.ReadAllText(RepositoryRoot.PathOf(expected[0])));
            var (crc, md5, sha256) = FingerprintsOf(schema);
            Assert.Equal(expected[1..], new[] { CanonicalForm.Of(schema), crc, md5, sha256 });
        }
    }

    [Theory]
    [InlineData("\"null\"", "\"null\"", "8a8f25cce724dd63")]
    [InlineData(" {\"type\" : \"int\"} ", "\"int\"", "8f5c393f1ad57572")]
    [InlineData("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "\"long\"", "b71df49344e154d0")]
    [InlineData("[]", "[]", "d1b93fd273e1c6ee")]
    [InlineData(
        "{\"type\":\"error\",\"name\":\"a.E\",\"fields\":[]}",
        "{\"name\":\"a.E\",\"type\":\"record\",\"fields\":[]}",
        "2836ab77b54990d1")]
    [InlineData(
        "{\"type\":\"fixed\",\"name\":\"F\",\"namespace\":\"x.y\",\"size\":16,\"aliases\":[\"G\"],\"doc\":\"d\"}",
        "{\"name\":\"x.y.F\",\"type\":\"fixed\",\"size\":16}",
        "8280e8fb8e1af931")]
    public void What_parsing_does_not_need_is_left_out(string json, string canonical, string crc)
    {
        var schema = AvroSchema.Parse(json);
        Assert.Equal(canonical, CanonicalForm.Of(schema));
        Assert.Equal(crc, FingerprintsOf(schema).Crc64);
    }

    [Fact]
    public void The_fingerprint_is_the_number_that_the_specification_computes()
    {
        Assert.Equal(0x7275D51A3F395C8Ful, SchemaFingerprint.Crc64(AvroSchema.Parse("\"int\"")));
        Assert.Equal(0xC15D213AA4D7A795ul, RabinHash.Of([]));
    }

    [Fact]
    public void A_type_from_another_text_stands_in_full()
    {
        var parser = new AvroSchemaParser();
        parser.Parse("{\"type\":\"fixed\",\"name\":\"a.F\",\"size\":2}");
        var schema = parser.Parse("{\"type\":\"array\",\"items\":[\"a.F\",{\"type\":\"map\",\"values\":\"a.F\"}]}");
        Assert.Equal(
            "{\"type\":\"array\",\"items\":[{\"name\":\"a.F\",\"type\":\"fixed\",\"size\":2},"
            + "{\"type\":\"map\",\"values\":\"a.F\"}]}",
            CanonicalForm.Of(schema));
    }

    [Fact]
    public void A_schema_as_deep_as_a_schema_may_be_has_a_form_that_parses_to_the_same()
    {
        var json = new StringBuilder("\"int\"");
        for (var depth = 1; depth < 256; depth++)
            json.Insert(0, "{\"type\":\"array\",\"items\":").Append('}');
        var canonical = CanonicalForm.Of(AvroSchema.Parse(json.ToString()));
        Assert.Equal(json.ToString(), canonical);
        Assert.Equal(canonical, CanonicalForm.Of(AvroSchema.Parse(canonical)));
    }

    private static (string Crc64, string Md5, string Sha256) FingerprintsOf(AvroSchema schema)
    {
        var crc = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(crc, SchemaFingerprint.Crc64(schema));
        return (
            Convert.ToHexStringLower(crc),
            Convert.ToHexStringLower(SchemaFingerprint.Md5(schema)),
            Convert.ToHexStringLower(SchemaFingerprint.Sha256(schema)));
    }
}
