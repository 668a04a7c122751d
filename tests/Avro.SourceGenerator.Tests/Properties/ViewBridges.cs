using System.Globalization;
using System.Text;

namespace Avro.SourceGenerator.Tests.Properties;

/// <summary>C# that sends bytes through views, which no generic method can hold.</summary>
internal static class ViewBridges
{
    internal const string ClassName = "ViewBridges_";

    /// <param name="records">C# names of records that have a view.</param>
    internal static string CodeFor(IReadOnlyList<string> records)
    {
        var code = new StringBuilder($"#pragma warning disable CS1591\npublic static class {ClassName}\n{{\n");
        for (var i = 0; i < records.Count; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $$"""
                public static byte[] Through{{i}}(byte[] bytes)
                {
                    var reader = new OrderPipeline.Avro.AvroReader(bytes);
                    var status = global::{{records[i]}}View.TryRead(ref reader, out var view);
                    if (!status.IsOk)
                        throw new System.InvalidOperationException(status.ToString());
                    var first = new byte[bytes.Length];
                    var writer = new OrderPipeline.Avro.AvroWriter(first);
                    global::{{records[i]}}View.Write(ref writer, view);
                    var second = new byte[bytes.Length];
                    var other = new OrderPipeline.Avro.AvroWriter(second);
                    view.ToRecord().Write(ref other);
                    return System.MemoryExtensions.SequenceEqual<byte>(first, second) ? first : second;
                }

                """);
        }

        return code.Append('}').ToString();
    }
}
