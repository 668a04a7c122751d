using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Producer.Source.Lines;
using OrderPipeline.Producer.Source.Random;

namespace OrderPipeline.Producer.Source;

/// <summary>Opens what the command line names.</summary>
internal static class OrderSources
{
    /// <summary>Standard input, as a file name.</summary>
    public const string StandardInput = "-";

    /// <param name="arguments">Checked.</param>
    /// <param name="wake">Called, on any thread, when a source that had nothing should be asked again.</param>
    /// <exception cref="ProgramException">The file cannot be opened.</exception>
    public static IOrderSource Open(RunArguments arguments, Action wake)
    {
        var source = arguments.Input is { } file
            ? (IOrderSource)new LineOrderSource(new LineReader(OpenFile(file), wake))
            : OpenRandom(arguments);
        return arguments.Count is { } count ? new CountedOrderSource(source, count) : source;
    }

    private static RandomOrderSource OpenRandom(RunArguments arguments)
    {
        var seed = arguments.Seed is { } given ? RunSeed.Given(given) : RunSeed.Fresh();
        return new RandomOrderSource(seed.Seed, seed.IdPrefix, arguments.Products, arguments.Prices);
    }

    private static Stream OpenFile(string file)
    {
        if (file == StandardInput) return Console.OpenStandardInput();
        try
        {
            return new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProgramException(
                ExitCode.Usage, $"the input '{file}' cannot be read: {failure.Message}", failure);
        }
    }
}
