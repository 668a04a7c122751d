using System.Text;
using OrderPipeline.Avro.Fingerprints;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;

namespace Avro.Fuzz.Targets;

/// <summary>Texts that may be schemas: one that says the same however it is written down, or a typed refusal.</summary>
internal sealed class SchemaTarget : IFuzzTarget
{
    private const int SeedSchemas = 300;

    private static readonly string[] Hand =
    [
        """
        {"type":"record","name":"a.b.R","aliases":["Q","c.P"],"doc":"d","fields":[
          {"name":"x","aliases":["y"],"doc":"z","type":["null","R"],"default":null,"order":"ignore"}]}
        """,
        """
        {"type":"record","name":"D","fields":[
          {"name":"a","type":{"type":"array","items":"int"},"default":[1,2]},
          {"name":"m","type":{"type":"map","values":"string"},"default":{"k":"v"}},
          {"name":"b","type":"bytes","default":"\u00ff"},
          {"name":"d","type":"double","default":1.5},
          {"name":"u","type":["int","string"],"default":3}]}
        """,
        """{"type":"enum","name":"E","namespace":"n","symbols":["A","B"],"default":"B","doc":"d","aliases":["F"]}""",
        """{"type":"fixed","name":"F","size":12,"logicalType":"duration"}""",
        """{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}""",
        """
        {"type":"error","name":"Oops","fields":[
          {"name":"when","type":{"type":"long","logicalType":"timestamp-nanos"}},
          {"name":"id","type":{"type":"string","logicalType":"uuid"}}]}
        """,
        """["null",{"type":"map","values":["null","int",{"type":"array","items":"long"}]}] // end""",
    ];

    public string Name => "schema";

    public bool IsText => true;

    public IEnumerable<byte[]> Seeds(Random random)
    {
        foreach (var text in Hand)
            yield return Encoding.UTF8.GetBytes(text);
        for (var seed = 0; seed < SeedSchemas; seed++)
            yield return Encoding.UTF8.GetBytes(SchemaPool.RandomText(seed).ToJsonString());
    }

    public int Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        AvroSchema schema;
        try
        {
            schema = AvroSchema.Parse(text);
        }
        catch (AvroSchemaException e)
        {
            FindingException.Unless(
                !e.Message.AsSpan().ContainsAnyInRange('\0', '\u001F'), "an error holds a line break or a control");
            return 0;
        }

        var canonical = CanonicalForm.Of(schema);
        var selfContained = schema.ToSelfContainedJson();
        var again = AvroSchema.Parse(selfContained);
        FindingException.Unless(canonical, CanonicalForm.Of(again), "the self-contained text is another schema");
        FindingException.Unless(selfContained, again.ToSelfContainedJson(), "the self-contained text changes again");
        FindingException.Unless(
            canonical, CanonicalForm.Of(AvroSchema.Parse(schema.Json)), "the compact text is another schema");
        FindingException.Unless(
            SchemaFingerprint.Crc64(schema), SchemaFingerprint.Crc64(again), "equal schemas have two fingerprints");
        FindingException.Unless(
            AvroResolver.Compile(schema, again).IsIdentity, "a plan from a schema to itself changes something");
        return 1;
    }
}
