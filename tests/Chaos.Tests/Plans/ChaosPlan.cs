namespace Chaos.Tests.Plans;

/// <summary>What a seed comes to: for each instance and for the brokers an endless list of faults.</summary>
/// <remarks>Each list has a generator of its own, so that none depends on how far another has come.</remarks>
internal sealed class ChaosPlan(int seed)
{
    private const int TrackOfBrokers = 0;

    /// <summary>Mostly kills, every few seconds; now and then a pause, past the session's end or not.</summary>
    public IEnumerable<Fault> OfInstance(int instance)
    {
        var random = Generator(instance);
        while (true)
        {
            var after = Seconds(random, 2, 7);
            yield return random.Next(10) switch
            {
                < 7 => new Fault(after, FaultKind.Kill, instance, TimeSpan.Zero),
                < 9 => new Fault(after, FaultKind.Pause, instance, Seconds(random, 1, 9)),
                _ => new Fault(after, FaultKind.Stop, instance, TimeSpan.Zero),
            };
        }
    }

    /// <summary>Every two seconds or so: told to stop, killed, or paused past session and poll interval.</summary>
    public IEnumerable<Fault> Churn(int instance)
    {
        var random = Generator(instance);
        while (true)
        {
            var after = Seconds(random, 1, 3);
            yield return random.Next(4) switch
            {
                0 => new Fault(after, FaultKind.Kill, instance, TimeSpan.Zero),
                1 => new Fault(after, FaultKind.Pause, instance, Seconds(random, 3, 5)),
                _ => new Fault(after, FaultKind.Stop, instance, Seconds(random, 0, 4)),
            };
        }
    }

    /// <summary>One node after the other, never two at a time.</summary>
    public IEnumerable<Fault> OfBrokers(int nodes)
    {
        var random = Generator(TrackOfBrokers);
        for (var turn = random.Next(nodes); ; turn++)
        {
            var node = turn % nodes + 1;
            yield return random.Next(10) switch
            {
                < 7 => new Fault(Seconds(random, 3, 8), FaultKind.Kill, node, Seconds(random, 0, 5)),
                < 9 => new Fault(Seconds(random, 3, 8), FaultKind.Pause, node, Seconds(random, 2, 10)),
                _ => new Fault(Seconds(random, 3, 8), FaultKind.Stop, node, Seconds(random, 0, 5)),
            };
        }
    }

    private static TimeSpan Seconds(Random random, int from, int to) =>
        TimeSpan.FromSeconds(from + (to - from) * random.NextDouble());

    private Random Generator(int track) => new(unchecked(seed * 1_000_003 + track));
}
