using OrderPipeline.Messaging.Output;

namespace Messaging.Tests.Output;

[Trait("Category", "Unit")]
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("Item4", "Item4")]
    [InlineData("Käse 🧀", "Käse 🧀")]
    [InlineData("a\u001b[31mb", "a\uFFFD[31mb")]
    [InlineData("a\nb", "a\uFFFDb")]
    [InlineData("a\u202eb", "a\uFFFDb")]
    public void Foreign_text_cannot_steer_the_terminal(string text, string shown) =>
        Assert.Equal(shown, TerminalText.Clean(text));

    /// <summary>An attribute cannot hold half a pair: it would reach the test as something else.</summary>
    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_the_replacement() =>
        Assert.Equal("a\uFFFDb", TerminalText.Clean("a\ud800b"));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() =>
        Assert.Equal("a\uFFFDb", TerminalText.Clean(string.Concat("a", new string((char)0xD800, 1), "b")));

    [Fact]
    public void Long_text_is_cut_and_says_so() =>
        Assert.Equal(new string('x', 256) + "…", TerminalText.Clean(new string('x', 10_000)));
}
