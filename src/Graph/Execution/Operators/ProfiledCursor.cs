using CoEvolve.Graph.Cypher.Planning;

namespace CoEvolve.Graph.Execution.Operators;

/// <summary>Counts the rows of a step, and what it touched less what the steps below it touched.</summary>
internal sealed class ProfiledCursor(ExecutionContext context, Cursor cursor, PlanProfile profile, Plan step) : Cursor(context)
{
    private readonly PlanProfile.Counts _counts = profile.Of(step);

    public override void Open()
    {
        var (hits, charged) = (Context.AllHits, profile.Charged);
        cursor.Open();
        Charge(hits, charged);
    }

    public override bool Next()
    {
        var (hits, charged) = (Context.AllHits, profile.Charged);
        var found = cursor.Next();
        Charge(hits, charged);
        _counts.Rows += found ? 1 : 0;
        return found;
    }

    private void Charge(long hitsBefore, long chargedBefore)
    {
        var own = Context.AllHits - hitsBefore - (profile.Charged - chargedBefore);
        _counts.Hits += own;
        profile.Charged += own;
    }
}
