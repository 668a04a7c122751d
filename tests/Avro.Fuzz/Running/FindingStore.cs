using System.Security.Cryptography;
using System.Text;

namespace Avro.Fuzz.Running;

/// <summary>Keeps one input for each way to break a rule, in a folder: the bytes and the words.</summary>
internal sealed class FindingStore(string folder)
{
    private readonly HashSet<string> _known = [];

    /// <summary>Different findings so far.</summary>
    internal int Count => _known.Count;

    internal bool IsNew(string target, string rule) => !_known.Contains(Key(target, rule));

    internal void Add(Finding finding)
    {
        if (!_known.Add(Key(finding.Target, finding.Rule)))
            return;
        Directory.CreateDirectory(folder);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Rule)))[..12];
        var path = Path.Combine(folder, $"{finding.Target}-{hash}");
        File.WriteAllBytes(path + ".bin", finding.Input);
        var words = $"{finding.Target}: {finding.Rule}\n{Convert.ToHexStringLower(finding.Input)}\n{finding.Detail}\n";
        File.WriteAllText(path + ".txt", words);
        Console.WriteLine($"FINDING {finding.Target}: {finding.Rule} ({finding.Input.Length} bytes, {path}.bin)");
    }

    private static string Key(string target, string rule) => target + "\n" + rule;
}
