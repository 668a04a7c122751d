namespace AggregationConsumer.Tests.Orders;

/// <summary>A file with another system's schema of orders; lives as long as its test.</summary>
internal sealed class OtherOrderSchemaFile : IDisposable
{
    /// <summary>Its CRC-64-AVRO, as Apache's Java implementation computes it, is 97913eca3901819f.</summary>
    public const string Reordered =
        """
        {"type":"record","name":"Order","namespace":"com.example","fields":[
          {"name":"price","type":"float"},{"name":"order_id","type":"string"},{"name":"product","type":"string"}]}
        """;

    /// <summary>Its data begin with any byte, the first of a frame among them.</summary>
    public const string NumberFirst =
        """
        {"type":"record","name":"Order","fields":[{"name":"rank","type":"int"},
          {"name":"orderId","type":"string"},{"name":"product","type":"string"},{"name":"price","type":"float"}]}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("order-framing-");

    public OtherOrderSchemaFile(string text = Reordered) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(_folder.FullName, "other.avsc");

    public void Dispose() => _folder.Delete(recursive: true);
}
