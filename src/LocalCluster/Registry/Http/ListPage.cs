using System.Globalization;
using OrderPipeline.LocalCluster.Registry.Store;

namespace OrderPipeline.LocalCluster.Registry.Http;

/// <summary>The part of a list that <c>offset</c> and <c>limit</c> ask for.</summary>
/// <param name="Offset">How many are left out first.</param>
/// <param name="Limit">How many follow at most; zero and less mean all.</param>
internal readonly record struct ListPage(int Offset, int Limit)
{
    /// <exception cref="RegistryRefusalException">400: one of them is no whole number.</exception>
    public static ListPage Parse(string offset, string limit) =>
        new(Number(offset, "offset"), Number(limit, "limit"));

    public IEnumerable<T> Of<T>(IEnumerable<T> all)
    {
        var rest = all.Skip(Math.Max(Offset, 0));
        return Limit > 0 ? rest.Take(Limit) : rest;
    }

    private static int Number(string text, string name)
    {
        if (text.Length == 0)
            return 0;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RegistryRefusals.BadRequest($"The query's '{name}' is no whole number.");
    }
}
