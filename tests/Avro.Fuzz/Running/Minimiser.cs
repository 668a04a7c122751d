namespace Avro.Fuzz.Running;

/// <summary>Makes an input smaller while it goes on doing the same.</summary>
internal static class Minimiser
{
    private const int MaxRuns = 3000;

    /// <param name="input">What is to be made smaller.</param>
    /// <param name="isSame">Runs a case; true where it breaks the same rule.</param>
    internal static byte[] Minimise(byte[] input, Func<byte[], bool> isSame)
    {
        var runs = 0;
        for (var size = Math.Max(1, input.Length / 2); ; size /= 2)
        {
            for (var at = 0; at + size <= input.Length && runs < MaxRuns; runs++)
            {
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (isSame(shorter))
                    input = shorter;
                else
                    at += size;
            }

            if (size <= 1)
                return input;
        }
    }
}
