using System.Text;

namespace Producer.Tests.Source;

/// <summary>A stream whose first read waits until the test gives it something.</summary>
internal sealed class SlowStream : MemoryStream
{
    private readonly TaskCompletionSource<byte[]> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Give(string text) => _first.SetResult(Encoding.UTF8.GetBytes(text));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        var bytes = await _first.Task;
        bytes.CopyTo(buffer, offset);
        return bytes.Length;
    }
}
