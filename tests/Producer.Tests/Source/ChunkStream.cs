using System.Text;

namespace Producer.Tests.Source;

/// <summary>A stream that gives a few bytes at a time, at once.</summary>
internal sealed class ChunkStream(string text, int chunk) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, Math.Min(count, chunk)));
}
