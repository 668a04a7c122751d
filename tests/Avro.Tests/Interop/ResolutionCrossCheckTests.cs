using System.Text.Json.Nodes;
using Avro.Fuzz.Generating;
using Avro.Fuzz.Targets;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.Avro.Schemas;
using Xunit;

namespace Avro.Tests.Interop;

/// <summary>Data of one schema read by a changed one: the same bytes come out, or both sides refuse.</summary>
[Trait("Category", "EndToEnd")]
public sealed class ResolutionCrossCheckTests
{
    private const int Room = 1 << 20;

    private static readonly string[][] Kindred = [["int", "long", "float", "double"], ["string", "bytes"]];

    private readonly byte[] _output = new byte[Room];

    [Theory]
    [InlineData("java")]
    [InlineData("avsc")]
    public async Task What_resolves_here_resolves_to_the_same_there(string name)
    {
        await using var peer = await AvroPeer.StartAsync(name);
        var tally = new ResolutionTally(name);
        foreach (var seeds in RecordCount.Seeds)
        {
            var (requests, ours) = (new List<string>(), new List<string>());
            foreach (var seed in seeds)
                Add(seed, name == "avsc", requests, ours);
            tally.Compare(requests, ours, await peer.AskAsync(requests));
        }

        tally.Tell();
    }

    private void Add(int seed, bool isFirstFit, List<string> requests, List<string> ours)
    {
        var (writerText, readerText) = SchemaPool.RandomPair(seed);

        // avsc takes a union's first branch that fits, also where that promotes; Java and ours prefer the same type.
        if (isFirstFit && HasKindredBranches(readerText))
            return;
        var writer = AvroSchema.Parse(writerText.ToJsonString());
        if (TryParse(readerText.ToJsonString()) is not { } reader)
            return;
        var resolver = TryCompile(writer, reader);
        requests.Add("writer\t" + writer.Json);
        requests.Add("reader\t" + reader.Json);
        ours.Add("ok");
        ours.Add(resolver is null ? ResolutionTally.NoPlan : "ok");
        for (var i = 0; i < RecordCount.OfEachSchema; i++)
        {
            var (blocks, _) = RandomDatum.BothOf(writer, (seed * RecordCount.OfEachSchema) + i);
            requests.Add("resolve\t" + Convert.ToHexStringLower(blocks));
            ours.Add(resolver is null ? ResolutionTally.NoPlan : Resolve(resolver, blocks));
        }
    }

    /// <summary>Whether some union holds two types of which one is promoted to the other.</summary>
    private static bool HasKindredBranches(JsonNode? schema) => schema switch
    {
        JsonArray items => Kindred.Any(kin => items.Count(item => IsOneOf(item, kin)) > 1)
            || items.Any(HasKindredBranches),
        JsonObject members => members.Any(member => HasKindredBranches(member.Value)),
        _ => false,
    };

    private static bool IsOneOf(JsonNode? item, string[] types) =>
        item is JsonValue && types.Contains(item.GetValue<string>(), StringComparer.Ordinal);

    private string Resolve(AvroResolver resolver, byte[] data)
    {
        var writer = new AvroWriter(_output);
        var status = resolver.TryResolve(data, ref writer, out _);
        return status.IsOk
            ? Recoder.Recode(_output.AsSpan(0, writer.Written), resolver.Reader)
            : "error\t" + status;
    }

    private static AvroSchema? TryParse(string json)
    {
        try
        {
            return AvroSchema.Parse(json);
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
