namespace OrderPipeline.Avro.Resolution.Compiling;

/// <summary>Looks symbols up while a plan is compiled.</summary>
internal static class ReadOnlyListExtensions
{
    internal static int IndexOf(this IReadOnlyList<string> list, string value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(list[i], value, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
