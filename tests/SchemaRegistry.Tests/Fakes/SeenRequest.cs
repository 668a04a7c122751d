namespace SchemaRegistry.Tests.Fakes;

/// <summary>What a fake registry was asked.</summary>
internal sealed record SeenRequest(string Method, Uri Uri, string Body, string? Authorization)
{
    public string PathAndQuery => Uri.PathAndQuery;
}
