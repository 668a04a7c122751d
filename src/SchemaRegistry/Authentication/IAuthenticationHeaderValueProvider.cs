using System.Net.Http.Headers;

namespace OrderPipeline.SchemaRegistry.Authentication;

/// <summary>Gives the credentials of each request, for tokens that expire; the name is Confluent's.</summary>
/// <remarks>Called from several threads, before every request; must not block for long.</remarks>
public interface IAuthenticationHeaderValueProvider
{
    /// <summary>The authorization header that is good now; its parameter never reaches a log or an error.</summary>
    AuthenticationHeaderValue GetAuthenticationHeader();
}
