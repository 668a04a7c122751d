using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace OrderPipeline.SchemaRegistry.Plans;

/// <summary>An immutable hash table from schema id to plan, at most half full, searched without a lock.</summary>
internal sealed class PlanTable
{
    private readonly ReaderPlan?[] _slots;

    public PlanTable(IReadOnlyCollection<ReaderPlan> plans)
    {
        _slots = new ReaderPlan?[(int)BitOperations.RoundUpToPowerOf2((uint)(2 * plans.Count + 2))];
        foreach (var plan in plans)
        {
            var slot = First(plan.SchemaId);
            while (_slots[slot] is not null)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = plan;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int schemaId, [NotNullWhen(true)] out ReaderPlan? plan)
    {
        // Nearly every plan is in its first slot.
        plan = _slots[First(schemaId)];
        return plan?.SchemaId == schemaId || (plan is not null && TryGetBehind(schemaId, out plan));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetBehind(int schemaId, [NotNullWhen(true)] out ReaderPlan? plan)
    {
        // Invariant: some slot is empty, so the search ends.
        var slots = _slots;
        for (var slot = First(schemaId); ; slot = (slot + 1) & (slots.Length - 1))
        {
            plan = slots[slot];
            if (plan is null)
                return false;
            if (plan.SchemaId == schemaId)
                return true;
        }
    }

    // Ids are small and dense in one registry, spread out in others: Fibonacci hashing serves both.
    private int First(int schemaId) => (int)(((uint)schemaId * 2654435769u) >> 16) & (_slots.Length - 1);
}
