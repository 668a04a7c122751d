using System.Buffers;
using System.Security.Cryptography;

namespace OrderPipeline.Producer.Source.Lines;

/// <summary>
/// Cuts a stream into lines without waiting for it: LF or CRLF, the last one with or without its end.
/// </summary>
/// <remarks>
/// One thread asks; the stream is read ahead by one buffer. A line over the limit is never kept: it is
/// counted, hashed
/// and passed over. A byte order mark at the beginning is no part of the first line.
/// </remarks>
internal sealed class LineReader : IDisposable
{
    /// <summary>More than any record can hold, also where every character is written as <c>\u1234</c>.</summary>
    public const int DefaultMaxLength = 8 * 1024 * 1024;

    private const int FirstBufferLength = 256 * 1024;

    private readonly Stream _stream;
    private readonly Action _wake;
    private readonly int _maxLength;
    private byte[] _buffer;
    private int _start;
    private int _scanned;
    private int _end;
    private bool _isAtEnd;
    private bool _isFirst = true;
    private Task<int>? _reading;
    private IncrementalHash? _longLine;

    /// <param name="stream">Owned from now on.</param>
    /// <param name="wake">Called, on any thread, when a reader that was told to wait should ask again.</param>
    /// <param name="maxLength">Of a line in bytes, without its end.</param>
    public LineReader(Stream stream, Action wake, int maxLength = DefaultMaxLength)
    {
        _stream = stream;
        _wake = wake;
        _maxLength = maxLength;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBufferLength, maxLength + 2));
    }

    /// <summary>Of the line that was returned last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Of the line that was too long, in bytes, a carriage return before its end included.</summary>
    public long LongLength { get; private set; }

    /// <summary>Of the line that was too long.</summary>
    public byte[] LongSha256 { get; private set; } = [];

    /// <param name="line">Valid until the next call; without the line's end.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public LineStatus TryRead(out ReadOnlySpan<byte> line)
    {
        line = default;
        while (true)
        {
            var newline = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (newline >= 0) return Take(_scanned + newline, _scanned + newline + 1, out line);
            _scanned = _end;
            if (_isAtEnd)
            {
                if (_start == _end && _longLine is null) return LineStatus.End;
                return Take(_end, _end, out line);
            }

            if (_end - _start > _maxLength + 1 || _longLine is not null) PassOver(_end);
            if (!Fill()) return LineStatus.Waiting;
        }
    }

    public void Dispose()
    {
        _longLine?.Dispose();
        _stream.Dispose();
        // A read that still runs writes into the buffer: then it is left to the garbage collector.
        if (_reading is null) ArrayPool<byte>.Shared.Return(_buffer);
    }

    private LineStatus Take(int lineEnd, int next, out ReadOnlySpan<byte> line)
    {
        Number++;
        var isReturn = lineEnd > _start && _buffer[lineEnd - 1] == (byte)'\r';
        if (_longLine is not null || lineEnd - _start > _maxLength + (isReturn ? 1 : 0))
            return TakeLong(lineEnd, next, out line);
        var bytes = _buffer.AsSpan(_start, lineEnd - _start);
        _start = _scanned = next;
        if (_isFirst && bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        _isFirst = false;
        line = isReturn ? bytes[..^1] : bytes;
        return LineStatus.Line;
    }

    private LineStatus TakeLong(int lineEnd, int next, out ReadOnlySpan<byte> line)
    {
        line = default;
        PassOver(lineEnd);
        LongSha256 = _longLine!.GetHashAndReset();
        _longLine.Dispose();
        _longLine = null;
        _start = _scanned = next;
        _isFirst = false;
        return LineStatus.TooLong;
    }

    private void PassOver(int to)
    {
        if (_longLine is null)
        {
            _longLine = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            LongLength = 0;
        }

        _longLine.AppendData(_buffer.AsSpan(_start, to - _start));
        LongLength += to - _start;
        _start = _scanned = to;
    }

    /// <summary>False: the stream has nothing yet, and the caller will be woken.</summary>
    private bool Fill()
    {
        if (_reading is null)
        {
            MakeRoom();
            _reading = _stream.ReadAsync(_buffer, _end, _buffer.Length - _end);
            if (!_reading.IsCompleted) _ = _reading.ContinueWith(
                (_, reader) => ((LineReader)reader!)._wake(), this, TaskScheduler.Default);
        }

        if (!_reading.IsCompleted) return false;
        var read = _reading;
        _reading = null;
        var count = read.GetAwaiter().GetResult();
        _end += count;
        _isAtEnd = count == 0;
        return true;
    }

    private void MakeRoom()
    {
        if (_start == _end) _start = _scanned = _end = 0;
        if (_end < _buffer.Length) return;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_buffer.Length * 2, Array.MaxLength));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _scanned -= _start;
        _end -= _start;
        _start = 0;
    }
}
