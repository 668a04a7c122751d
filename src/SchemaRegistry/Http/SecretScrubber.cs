using System.Text;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Makes text from outside fit for an error: one line, bounded, and without our credentials.</summary>
internal sealed class SecretScrubber
{
    private const int LongestText = 500;
    private const int ShortestSecret = 3;

    private readonly string[] _secrets;

    public SecretScrubber(SchemaRegistryOptions options, IEnumerable<RegistryAddress> addresses)
    {
        var secrets = new List<string> { options.BasicAuth, options.BearerToken };
        foreach (var credentials in addresses.Select(address => address.Credentials))
        {
            if (credentials?.Parameter is not { } parameter)
                continue;
            secrets.Add(parameter);
            if (credentials.Scheme != "Basic")
                continue;
            var plain = Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
            secrets.Add(plain);
            secrets.Add(plain[(plain.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }

        // The longest first, so that a secret within a secret leaves no rest.
        _secrets = [.. secrets.Where(s => s.Length >= ShortestSecret).Distinct().OrderByDescending(s => s.Length)];
    }

    public string Clean(string text)
    {
        foreach (var secret in _secrets)
            text = text.Replace(secret, "***", StringComparison.Ordinal);

        var line = new StringBuilder(Math.Min(text.Length, LongestText));
        foreach (var c in text)
        {
            var plain = char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c;
            if (plain != ' ' || (line.Length > 0 && line[^1] != ' '))
                line.Append(plain);
            if (line.Length == LongestText)
                return line.Append('…').ToString();
        }

        return line.ToString().TrimEnd(' ', '.');
    }
}
