using System.Text;

namespace OrderPipeline.AggregationConsumer.Averages;

/// <summary>One product's name, kept once for the whole process.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="id">Counts from 0 in the order in which products were first seen; it stands for nothing
/// outside.</param>
/// <param name="utf8">The name's bytes; never written to.</param>
internal sealed class Product(int id, byte[] utf8)
{
    private string? _name;

    /// <summary>Its place in tables by product.</summary>
    public int Id { get; } = id;

    /// <summary>The name's bytes.</summary>
    public byte[] Utf8 { get; } = utf8;

    /// <summary>The name, made when it is first asked for: a restore makes a million products, and names few.</summary>
    public string Name => _name ??= Encoding.UTF8.GetString(Utf8);
}
