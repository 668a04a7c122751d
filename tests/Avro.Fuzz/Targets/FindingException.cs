namespace Avro.Fuzz.Targets;

/// <summary>A rule that an input breaks.</summary>
internal sealed class FindingException(string message) : Exception(message)
{
    /// <summary>Throws where a rule does not hold.</summary>
    internal static void Unless(bool holds, string rule)
    {
        if (!holds)
            throw new FindingException(rule);
    }

    /// <summary>Throws where two things that must be equal are not.</summary>
    internal static void Unless<T>(T expected, T actual, string rule)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new FindingException($"{rule}: expected {expected}, got {actual}");
    }
}
