using OrderPipeline.Avro.SingleObject;
using OrderPipeline.SchemaRegistry.Framing;

namespace Avro.Fuzz.Targets;

/// <summary>The frames of the registry and of the single-object encoding over any bytes.</summary>
internal sealed class FramingTarget : IFuzzTarget
{
    public string Name => "framing";

    public bool IsText => false;

    public IEnumerable<byte[]> Seeds(Random random) =>
        [[], [0], [0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 2, 3], [0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9], " {}"u8.ToArray()];

    public int Run(byte[] input)
    {
        var (framing, single, id, fingerprint) = (default(FramingStatus), default(SingleObjectStatus), 0, 0UL);
        Memory.Limit(0, "reading a frame", () =>
        {
            framing = ConfluentWireFormat.TryReadHeader(input, out id);
            single = SingleObjectEncoding.TryReadHeader(input, out fingerprint);
        });
        CheckWords(ConfluentWireFormat.Describe(framing, input));
        CheckWords(SingleObjectEncoding.Describe(single, input));
        FindingException.Unless(framing == FramingStatus.Ok, id > 0, "an id without a frame, or a frame without one");
        FindingException.Unless(
            !(framing == FramingStatus.Ok && single == SingleObjectStatus.Ok), "one value has two frames");
        if (framing == FramingStatus.Ok)
        {
            var header = new byte[ConfluentWireFormat.HeaderSize];
            ConfluentWireFormat.WriteHeader(header, id);
            FindingException.Unless(input.AsSpan().StartsWith(header), "another frame is written than was read");
        }
        else if (single == SingleObjectStatus.Ok)
        {
            var header = new byte[SingleObjectEncoding.HeaderSize];
            SingleObjectEncoding.WriteHeader(header, fingerprint);
            FindingException.Unless(input.AsSpan().StartsWith(header), "another frame is written than was read");
        }

        return Outcome.Of((int)framing, (int)single, 0);
    }

    /// <summary>Whoever reads an error learns no more of the payload than its first bytes.</summary>
    private static void CheckWords(string words) =>
        FindingException.Unless(words.Length is > 0 and < 250, "a description shows too much or nothing");
}
