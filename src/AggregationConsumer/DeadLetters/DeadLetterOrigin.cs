namespace OrderPipeline.AggregationConsumer.DeadLetters;

/// <summary>Who writes dead letters.</summary>
/// <param name="Application">The program.</param>
/// <param name="Instance">The instance id.</param>
/// <param name="Group">The consumer group.</param>
/// <param name="Build">Version and commit of the program.</param>
internal sealed record DeadLetterOrigin(string Application, string Instance, string Group, string Build);
