using System.Text.Json;
using EndToEnd.Tests.Pipeline;
using TestKit.Processes;

namespace EndToEnd.Tests.BadInput;

/// <summary>What was sent, and what came of it.</summary>
/// <param name="Pipeline">The topics, which stay.</param>
/// <param name="Consumer">The run, which has ended.</param>
/// <param name="Sent">Every record that was sent.</param>
/// <param name="Letters">Every dead letter as Confluent's client for JavaScript reads it.</param>
/// <param name="Averages">What <c>averages --json</c> prints.</param>
internal sealed record BadOrdersRun(
    PipelineUnderTest Pipeline,
    ProgramRun Consumer,
    IReadOnlyList<RawOrder> Sent,
    IReadOnlyList<JsonElement> Letters,
    JsonElement Averages)
{
    /// <summary>The only dead letter of the record with this key.</summary>
    public JsonElement LetterOf(string key) =>
        Assert.Single(Letters, letter => letter.GetProperty("key").GetString() == key);
}
