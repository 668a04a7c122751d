namespace Avro.Fuzz.Running;

/// <summary>A corpus on disk, so that a later run begins where an earlier one ended: lengths and bytes.</summary>
internal static class CorpusFile
{
    internal static IEnumerable<byte[]> Read(string folder, string target)
    {
        var path = PathOf(folder, target);
        if (!File.Exists(path))
            yield break;
        using var reader = new BinaryReader(File.OpenRead(path));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
            yield return reader.ReadBytes(reader.ReadInt32());
    }

    internal static void Write(string folder, Corpus corpus)
    {
        Directory.CreateDirectory(folder);
        using var writer = new BinaryWriter(File.Create(PathOf(folder, corpus.Target.Name)));
        foreach (var input in corpus.Inputs)
        {
            writer.Write(input.Length);
            writer.Write(input);
        }
    }

    private static string PathOf(string folder, string target) => Path.Combine(folder, target + ".corpus");
}
