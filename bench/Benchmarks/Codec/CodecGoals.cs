using Benchmarks.Measuring;
using Benchmarks.Reporting;
using OrderPipeline.Contracts;
using OrderPipeline.SchemaRegistry.Plans;

namespace Benchmarks.Codec;

/// <summary>The goals that need no broker: G1 to G5, and G18.</summary>
internal static class CodecGoals
{
    public static void Measure(BenchArguments arguments, GoalTable table)
    {
        var samples = new OrderSamples(arguments.Products);
        using var registry = OneSchema.CreateClient();
        var plans = new ReaderPlans(Order.Schema, registry);
        plans.LoadAsync(OrderSamples.SchemaId).GetAwaiter().GetResult();
        var avro = new AvroSide(samples, plans);
        var duel = new MicroDuel(arguments.Rounds);
        if (arguments.Goals.Contains("G1")) MeasureG1(duel, avro, table);
        if (arguments.Goals.Contains("G2")) MeasureG2(duel, avro, table);
        if (arguments.Goals.Contains("G3")) MeasureG3(duel, avro, samples, table);
        if (arguments.Goals.Contains("G4")) MeasureG4(duel, avro, table);
        if (arguments.Goals.Contains("G5")) MeasureG5(duel, avro, samples, table);
        if (arguments.Goals.Contains("G18")) MeasureG18(duel, avro, samples, table);
    }

    private static void MeasureG1(MicroDuel duel, AvroSide avro, GoalTable table)
    {
        var result = duel.Run(avro.Encode, avro.Transcode);
        table.Add(GoalResult.AtMost("G1", "encode into a span: time against bare transcoding", result.Time, 1.3) with
        {
            Details = MicroDuel.Describe(result),
        });
        table.Add(MicroDuel.NoBytes("G1", result));
    }

    private static void MeasureG2(MicroDuel duel, AvroSide avro, GoalTable table)
    {
        var result = duel.Run(avro.DecodeView, avro.Validate);
        table.Add(GoalResult.AtMost("G2", "decode to a view: time against bare Utf8.IsValid", result.Time, 2) with
        {
            Details = MicroDuel.Describe(result),
        });
        table.Add(MicroDuel.NoBytes("G2", result));
    }

    private static void MeasureG3(MicroDuel duel, AvroSide avro, OrderSamples samples, GoalTable table)
    {
        using var json = new JsonSide(samples);
        var encode = duel.Run(avro.Encode, json.Encode);
        table.Add(GoalResult.AtLeast("G3", "encode: speed against System.Text.Json", encode.Speed, 4) with
        {
            Details = MicroDuel.Describe(encode),
        });
        var decode = duel.Run(avro.DecodeObject, json.Decode);
        table.Add(GoalResult.AtLeast("G3", "decode to an object: speed against System.Text.Json", decode.Speed, 4) with
        {
            Details = MicroDuel.Describe(decode),
        });
        var view = duel.Run(avro.DecodeView, json.Decode);
        table.Add(GoalResult.AtLeast("G3", "decode to a view: speed against System.Text.Json", view.Speed, 4) with
        {
            Details = MicroDuel.Describe(view),
        });
        var size = avro.BytesPerOrder / json.BytesPerOrder;
        table.Add(new GoalResult("G3", "encoded bytes against System.Text.Json", size, "×", 0.5, IsCeiling: true));
    }

    private static void MeasureG4(MicroDuel duel, AvroSide avro, GoalTable table)
    {
        var result = duel.Run(avro.FindPlan, avro.Touch);
        var nanoseconds = result.Ours.Nanoseconds;
        table.Add(new GoalResult("G4", "framing and warm schema look-up", nanoseconds, " ns", 5, IsCeiling: true)
        {
            Details = MicroDuel.Describe(result),
        });
        table.Add(MicroDuel.NoBytes("G4", result));
    }

    private static void MeasureG5(MicroDuel duel, AvroSide avro, OrderSamples samples, GoalTable table)
    {
        foreach (var evolution in Evolution.All(samples))
        {
            var result = duel.Run(evolution.Resolve, avro.DecodeView);
            var what = $"resolve another writer's order ({evolution.Name}): time against our own";
            table.Add(GoalResult.AtMost("G5", what, result.Time, 3) with { Details = MicroDuel.Describe(result) });
        }
    }

    /// <summary>Of every way to decode, the input that is worst.</summary>
    private static void MeasureG18(MicroDuel duel, AvroSide avro, OrderSamples samples, GoalTable table)
    {
        var hostile = HostileOrders.All(samples);
        AddWorst("to a view", data => duel.Run(data.Reject, avro.DecodeView));
        AddWorst("to an object", data => duel.Run(data.RejectObject, avro.DecodeObject));

        void AddWorst(string how, Func<HostileOrders, DuelResult> run)
        {
            var results = hostile.Select(data => (Data: data, Duel: run(data))).ToArray();
            var (slowest, time) = results.MaxBy(result => result.Duel.Time.Mean);
            table.Add(GoalResult.AtMost("G18", $"refuse {slowest.Name} ({how}): time against good", time.Time, 2) with
            {
                Details = MicroDuel.Describe(time),
            });
            var (largest, bytes) = results.MaxBy(BytesAllocated);
            var ratio = Math.Round(BytesAllocated((largest, bytes)), 2);
            var what = $"the same, {largest.Name}: bytes allocated against the input's";
            table.Add(new GoalResult("G18", what, ratio, "×", 2, IsCeiling: true));
        }

        static double BytesAllocated((HostileOrders Data, DuelResult Duel) result) =>
            result.Duel.Ours.BytesPerRecord / Math.Max(result.Data.InputBytes, 1);
    }
}
