using System.Globalization;
using System.Text;
using OrderPipeline.Messaging.State;

namespace Messaging.Tests.Pipeline.Fakes;

/// <summary>All that was ever applied in one partition, by offset.</summary>
/// <param name="NextOffset">Everything before it is in the lists.</param>
/// <param name="Applied">Offsets of the good records.</param>
/// <param name="DeadLettered">Offsets of the dead letters.</param>
internal sealed record FakeLedger(long NextOffset, IReadOnlyList<long> Applied, IReadOnlyList<long> DeadLettered)
{
    public BreakerState Breaker { get; init; }

    public static FakeLedger Parse(byte[] value)
    {
        var parts = Encoding.UTF8.GetString(value).Split(';');
        return new FakeLedger(long.Parse(parts[0], CultureInfo.InvariantCulture), Offsets(parts[1]), Offsets(parts[2]))
        {
            Breaker = new BreakerState
            {
                Consecutive = int.Parse(parts[3], CultureInfo.InvariantCulture),
                TrippedAt = Number(parts[4]) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null,
                LetThroughTo = Number(parts[5]),
                Reason = parts[6].Length == 0 ? null : parts[6],
            },
        };
    }

    public byte[] ToBytes() =>
        Encoding.UTF8.GetBytes(
            $"{NextOffset};{string.Join(',', Applied)};{string.Join(',', DeadLettered)};{Breaker.Consecutive};"
            + $"{Breaker.TrippedAt?.ToUnixTimeMilliseconds()};{Breaker.LetThroughTo};{Breaker.Reason}");

    private static long? Number(string text) =>
        text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);

    private static long[] Offsets(string text) => text.Length == 0
        ? []
        : Array.ConvertAll(text.Split(','), offset => long.Parse(offset, CultureInfo.InvariantCulture));
}
