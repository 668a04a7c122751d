namespace Tidy.Tests.Files;

/// <summary>One place that breaks a rule. Lines count from 1; 0 where the whole file or folder is meant.</summary>
internal sealed record Breach(string Path, int Line, string What)
{
    public override string ToString() => Line == 0 ? $"{Path}: {What}" : $"{Path}:{Line}: {What}";
}
