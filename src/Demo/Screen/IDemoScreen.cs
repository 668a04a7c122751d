using OrderPipeline.Demo.Programs;
using Spectre.Console.Rendering;

namespace OrderPipeline.Demo.Screen;

/// <summary>Where the demo shows itself: a terminal, or lines for a file or a pipe. Thread-safe.</summary>
internal interface IDemoScreen
{
    /// <summary>Shows a program's line, unless there are too many to follow.</summary>
    void Show(ProgramLine line);

    /// <summary>Shows something of the demo's own.</summary>
    void Show(IRenderable block);

    /// <summary>Shows lines that are laid out already: a terminal cuts them at its edge.</summary>
    void ShowLines(string text);

    /// <summary>Shows how far the orders have come while the work runs.</summary>
    /// <param name="total">Records that are to come.</param>
    /// <param name="work">Gets an action that takes how many are done.</param>
    Task WithProgressAsync(long total, Func<Action<long>, Task> work);

    /// <summary>Lines of the programs that were not shown so far.</summary>
    long LeftOut { get; }
}
