using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace OrderPipeline.Avro;

/// <summary>
/// The fields and items around a failure, collected from the inside out; of one size, however deep the data are: the
/// innermost steps are kept, and the outermost.
/// </summary>
internal sealed class FailurePath
{
    private const int Kept = 8;

    private Steps _innermost;
    private Step _outermost;

    internal FailurePath()
    {
    }

    private FailurePath(FailurePath other, int count) =>
        (_innermost, _outermost, Count) = (other._innermost, other._outermost, count);

    internal int Count { get; private set; }

    /// <summary>
    /// The innermost steps alone. Of more than are kept, the outermost is the last that was put there.
    /// </summary>
    internal FailurePath Clone(int count) => new(this, Math.Min(count, Count));

    /// <summary>Puts a field around what is there; an item where the name is null.</summary>
    internal void Add(string? field, int item) => Add(new Step(field, item));

    /// <summary>For example <c>orders[3].price</c>; steps that were left out are an ellipsis.</summary>
    public override string ToString() => ToString(Count);

    /// <summary>The same of so many of the innermost steps.</summary>
    internal string ToString(int count)
    {
        count = Math.Min(count, Count);
        var text = new StringBuilder();
        if (count > Kept)
            Append(text, _outermost);
        if (count > Kept + 1)
            text.Append(".…");
        for (var i = Math.Min(count, Kept) - 1; i >= 0; i--)
            Append(text, _innermost[i]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Step step)
    {
        if (step.Field is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{step.Item}]");
            return;
        }

        if (text.Length > 0 && !step.Field.StartsWith('['))
            text.Append('.');
        text.Append(step.Field);
    }

    private void Add(Step step)
    {
        if (Count < Kept)
            _innermost[Count] = step;
        else
            _outermost = step;
        Count++;
    }

    private readonly record struct Step(string? Field, int Item);

    [InlineArray(Kept)]
    private struct Steps
    {
        private Step _first;
    }
}
