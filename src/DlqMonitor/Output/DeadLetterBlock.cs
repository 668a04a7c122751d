using OrderPipeline.DlqMonitor.Letters;

namespace OrderPipeline.DlqMonitor.Output;

/// <summary>The block that <c>watch</c> prints for each dead letter, to the letter of SPEC 5.</summary>
internal static class DeadLetterBlock
{
    public static string Of(DeadLetterEntry entry)
    {
        var (record, letter) = (entry.Record, entry.Letter);
        return FormattableString.Invariant(
            $"""
            ✖ DEAD LETTER MESSAGE RECEIVED        {record.Topic}[{record.Partition}]@{record.Offset}
              Order ID:        {LetterText.OrderId(letter)}
              Product:         {LetterText.Product(letter)}
              Price:           {PriceText.Of(letter.Price)}
              Error Reason:    {LetterText.Reason(entry)}
              Timestamp:       {LetterText.Timestamp(letter)}
              Retry Count:     {LetterText.RetryCount(entry)}
              Original Topic:  {LetterText.Original(letter)}

            """).ReplaceLineEndings("\n");
    }
}
