using OrderPipeline.Demo.Programs;

namespace OrderPipeline.Demo.Screen;

/// <summary>How a program's lines are told from the others'.</summary>
internal static class ProgramStyle
{
    /// <summary>Columns of the name and the bar before each line.</summary>
    public const int PrefixWidth = 11;

    public static string Label(ProgramName program) => program switch
    {
        ProgramName.Producer => "producer",
        ProgramName.AggregationConsumer => "consumer",
        _ => "monitor ",
    };

    public static string Colour(ProgramName program) => program switch
    {
        ProgramName.Producer => "green",
        ProgramName.AggregationConsumer => "deepskyblue1",
        _ => "orchid",
    };
}
