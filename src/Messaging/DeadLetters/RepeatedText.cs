using System.Text;

namespace OrderPipeline.Messaging.DeadLetters;

/// <summary>A text's UTF-8 bytes, kept until another text is asked for.</summary>
internal sealed class RepeatedText
{
    private string? _text;
    private byte[] _bytes = [];

    public byte[] Of(string text)
    {
        if (text != _text) (_text, _bytes) = (text, Encoding.UTF8.GetBytes(text));
        return _bytes;
    }
}
