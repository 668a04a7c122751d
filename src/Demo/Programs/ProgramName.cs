namespace OrderPipeline.Demo.Programs;

/// <summary>The three programs that the demo starts.</summary>
internal enum ProgramName
{
    Producer = 0,
    AggregationConsumer,
    DlqMonitor,
}
