using Avro.Fuzz.Coverage;
using Avro.Fuzz.Targets;

namespace Avro.Fuzz.Running;

/// <summary>Fuzzes for a time in this process, and says how it goes.</summary>
internal sealed class FuzzWorker(FuzzOptions options, TimeProvider time)
{
    private const int TurnsBetweenLooks = 50;

    private static readonly TimeSpan Report = TimeSpan.FromMinutes(1);

    /// <returns>0 where nothing was found.</returns>
    internal int Run()
    {
        var targets = AllTargets.Make().Where(target => options.Targets?.Contains(target.Name) ?? true).ToArray();
        var store = new FindingStore(options.Out);
        using var heartbeat = options.Heartbeat is null ? null : new Heartbeat(options.Heartbeat);
        var fuzzer = new Fuzzer(targets, options.Seed, store.Add, heartbeat);
        Console.WriteLine(
            $"seed {options.Seed}; " + (CoverageMap.IsInstrumented
                ? $"guided by {CoverageMap.Stretches} stretches of code"
                : "guided by outcomes alone"));
        var start = time.GetTimestamp();
        fuzzer.Begin(target => CorpusFile.Read(options.Out, target.Name));
        var end = TimeSpan.FromMinutes(options.Minutes);
        var nextReport = Report;
        for (var passed = TimeSpan.Zero; passed < end; passed = time.GetElapsedTime(start))
        {
            for (var turn = 0; turn < TurnsBetweenLooks; turn++)
                fuzzer.RunTurn();
            if (passed < nextReport)
                continue;
            nextReport += Report;
            Tell(fuzzer, store, passed);
            Save(fuzzer);
        }

        Tell(fuzzer, store, time.GetElapsedTime(start));
        Save(fuzzer);
        return store.Count == 0 ? 0 : 1;
    }

    private void Save(Fuzzer fuzzer)
    {
        foreach (var corpus in fuzzer.Corpora)
            CorpusFile.Write(options.Out, corpus);
    }

    private static void Tell(Fuzzer fuzzer, FindingStore store, TimeSpan passed)
    {
        var rate = fuzzer.Cases / Math.Max(passed.TotalSeconds, 1);
        Console.WriteLine(
            $"{passed.TotalMinutes:F1} min, {fuzzer.Cases} cases, {rate:F0}/s, {store.Count} findings; "
            + string.Join(", ", fuzzer.Corpora.Select(Describe)));
    }

    private static string Describe(Corpus corpus) =>
        $"{corpus.Target.Name} {corpus.Coverage.Reached} reached, {corpus.Count} kept";
}
