using System.Text;

namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>Makes text from outside fit for an error: one line, bounded, and without our credentials.</summary>
internal sealed class SecretScrubber
{
    private const int LongestText = 500;
    private const int ShortestSecret = 3;
    private const int MostLearnt = 8;

    private readonly string[] _secrets;
    private string[] _learnt = []; // the newest first; replaced as a whole, by any thread

    public SecretScrubber(SchemaRegistryOptions options, IEnumerable<RegistryAddress> addresses)
    {
        var secrets = new List<string> { options.BasicAuth, options.BearerToken, options.ClientKeyPassword };
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

        _secrets = [.. secrets];
    }

    /// <summary>Takes credentials that were made for a request; the last few are kept in mind.</summary>
    public void Learn(string? secret)
    {
        var known = Volatile.Read(ref _learnt);
        if (secret is not null && !known.Contains(secret))
            Volatile.Write(ref _learnt, [secret, .. known.Take(MostLearnt - 1)]);
    }

    public string Clean(string text)
    {
        // The longest first, so that a secret within a secret leaves no rest.
        foreach (var secret in _secrets.Concat(Volatile.Read(ref _learnt)).OrderByDescending(s => s.Length))
        {
            if (secret.Length >= ShortestSecret)
                text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

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
