using System.Security.Cryptography;
using System.Text;
using OrderPipeline.Producer.Source.Lines;

namespace Producer.Tests.Source;

[Trait("Category", "Unit")]
public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\nb", new[] { "a", "b" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("\n\na\n\n", new[] { "", "", "a", "" })]
    [InlineData("a\rb\n", new[] { "a\rb" })]
    [InlineData("\uFEFFa\n\uFEFFb", new[] { "a", "\uFEFFb" })]
    public void Lines_end_with_LF_or_CRLF_or_the_stream(string text, string[] lines) =>
        Assert.Equal(lines, Read(text, chunk: int.MaxValue));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Lines_are_the_same_however_the_stream_is_cut(int chunk)
    {
        var lines = Enumerable.Range(0, 300).Select(n => new string((char)('a' + (n % 26)), n * 3 % 97)).ToArray();

        Assert.Equal(lines, Read(string.Join("\r\n", lines) + "\n", chunk));
    }

    [Fact]
    public void A_line_longer_than_the_first_buffer_is_kept_whole()
    {
        var line = new string('x', 1_000_000);

        Assert.Equal([line, "y"], Read(line + "\ny", chunk: 4_096));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_000)]
    public void A_line_over_the_limit_is_counted_hashed_and_passed_over(int chunk)
    {
        var text = "first\n" + new string('x', 500) + "\nlast";
        using var reader = new LineReader(new ChunkStream(text, chunk), () => { }, maxLength: 100);

        Assert.Equal(LineStatus.Line, reader.TryRead(out _));
        Assert.Equal(LineStatus.TooLong, reader.TryRead(out _));
        Assert.Equal(500, reader.LongLength);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(new string('x', 500))), reader.LongSha256);
        Assert.Equal(2, reader.Number);
        Assert.Equal(LineStatus.Line, reader.TryRead(out var last));
        Assert.Equal("last", Encoding.UTF8.GetString(last));
        Assert.Equal(LineStatus.End, reader.TryRead(out _));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void The_limit_does_not_count_the_end_of_the_line(int length, bool isLine)
    {
        foreach (var end in new[] { "\n", "" })
        {
            using var stream = new ChunkStream(new string('x', length) + end, 50);
            using var reader = new LineReader(stream, () => { }, maxLength: 100);

            Assert.Equal(isLine ? LineStatus.Line : LineStatus.TooLong, reader.TryRead(out _));
        }
    }

    [Fact]
    public async Task A_stream_that_has_nothing_yet_wakes_the_reader_when_it_has()
    {
        using var stream = new SlowStream();
        var woken = new TaskCompletionSource();
        using var reader = new LineReader(stream, woken.SetResult);

        Assert.Equal(LineStatus.Waiting, reader.TryRead(out _));
        stream.Give("late\n");
        await woken.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(LineStatus.Line, reader.TryRead(out var line));
        Assert.Equal("late", Encoding.UTF8.GetString(line));
    }

    private static List<string> Read(string text, int chunk)
    {
        using var reader = new LineReader(new ChunkStream(text, chunk), () => { });
        var lines = new List<string>();
        while (reader.TryRead(out var line) != LineStatus.End) lines.Add(Encoding.UTF8.GetString(line));
        return lines;
    }
}
