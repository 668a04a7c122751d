using OrderPipeline.DlqMonitor.Letters;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>A dead letter in one line, for <c>list</c>.</summary>
internal static class DeadLetterLine
{
    public static string Of(DeadLetterEntry entry)
    {
        var letter = entry.Letter;
        return $"{entry.At,-10} {LetterText.Timestamp(letter)}  {entry.Kind,-15} {LetterText.OrderId(letter)}  "
            + $"{LetterText.Product(letter)}  {PriceText.Of(letter.Price)}  {LetterText.Original(letter)}  "
            + LetterText.Reason(entry);
    }
}
