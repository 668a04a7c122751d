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
    [InlineData("a\ud800b", "a\uFFFDb")]
    public void Foreign_text_cannot_steer_the_terminal(string text, string shown) =>
        Assert.Equal(shown, TerminalText.Clean(text));

    [Fact]
    public void Long_text_is_cut_and_says_so() =>
        Assert.Equal(new string('x', 256) + "…", TerminalText.Clean(new string('x', 10_000)));
}
