using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>The call <c>InitTransactions</c>, in slices.</summary>
/// <remarks>A coordinator that has yet to end an older producer's transaction answers that it is busy; the client then
/// asks again after half a second, though the end takes some milliseconds. Called again, it asks at once, unless an
/// answer is on its way. So the first slices are short.</remarks>
internal static class PatientInit
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Calls until it succeeds, or the bound is over.</summary>
    /// <param name="call">The call, bounded by its argument; after a time-out the next one resumes it.</param>
    /// <param name="bound">The longest time for all slices; the last may take one second longer.</param>
    /// <param name="rest">Waits, where a slice has failed before its time.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="KafkaException">What the last slice met, or what is not worth another.</exception>
    public static void Run(Action<TimeSpan> call, TimeSpan bound, Action<TimeSpan> rest, TimeProvider time)
    {
        var from = time.GetTimestamp();
        for (var slice = First; ; slice = 2 * slice < Longest ? 2 * slice : Longest)
        {
            var sliceFrom = time.GetTimestamp();
            try
            {
                call(slice);
                return;
            }
            catch (KafkaRetriableException) when (time.GetElapsedTime(from) < bound)
            {
                var left = slice - time.GetElapsedTime(sliceFrom);
                if (left > TimeSpan.Zero) rest(left);
            }
        }
    }
}
