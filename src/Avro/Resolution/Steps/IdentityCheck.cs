namespace OrderPipeline.Avro.Resolution.Steps;

/// <summary>Finds out whether a plan, recursive or not, changes anything.</summary>
internal sealed class IdentityCheck
{
    private readonly HashSet<ResolutionStep> _seen = [];

    internal bool IsIdentity(ResolutionStep step)
    {
        if (!_seen.Add(step))
            return true;
        return step.KeepsEncoding && step.Parts.All(IsIdentity);
    }
}
