namespace OrderPipeline.Messaging.Transactions;

/// <summary>How long a transaction keeps its distance from the end of the one before it, learned as it goes.</summary>
/// <remarks>
/// The coordinator answers the end of a transaction before its markers are written. Until they are, it refuses the
/// next one's first request, and librdkafka waits 20 ms before it asks again. How long markers take is the cluster's
/// affair: a millisecond where it is one idle node, ten where replicas are far. Who begins too early sees the first
/// acknowledgement come late by those 20 ms.
/// </remarks>
internal sealed class MarkerPause
{
    /// <summary>The longest pause, and the first: what a refusal costs.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    /// <summary>The shortest pause.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(0.5);

    /// <summary>The second pause, from where it is looked for: it is shorter in most clusters.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(4);

    /// <summary>An answer that is later than usual by this comes behind a refusal.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(15);

    /// <summary>After a refusal the pause is longer by one part in so many.</summary>
    private const int Up = 2;

    /// <summary>Else it is shorter by one part in so many: one refusal in fifty is worth what the others save.
    /// </summary>
    private const int Down = 100;

    /// <summary>One part in so many of a slower answer goes into what is thought usual.</summary>
    private const int Weight = 64;

    /// <summary>Before the first refusal, which is found sooner so.</summary>
    private const int FirstDown = 8;

    private TimeSpan? _usual;
    private bool _wasRefused;

    /// <summary>The pause, between <see cref="Shortest"/> and <see cref="Longest"/>.</summary>
    /// <remarks>It begins long: an answer that no refusal has delayed is known before one is.</remarks>
    public TimeSpan Length { get; private set; } = Longest;

    /// <summary>Takes how long the first acknowledgement of a transaction took that began after the pause.</summary>
    /// <param name="firstAnswer">From the first record to the first acknowledgement.</param>
    public void Learn(TimeSpan firstAnswer)
    {
        if (_usual is not { } usual)
        {
            (_usual, Length) = (firstAnswer, Second);
            return;
        }

        var isRefused = firstAnswer >= usual + Late;
        _wasRefused |= isRefused;
        _usual = firstAnswer < usual ? firstAnswer : usual + ((firstAnswer - usual) / Weight);
        var next = isRefused ? Length + (Length / Up) : Length - (Length / (_wasRefused ? Down : FirstDown));
        Length = next < Shortest ? Shortest : next > Longest ? Longest : next;
    }
}
