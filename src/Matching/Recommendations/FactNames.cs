using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Recommendations;

/// <summary>
/// What the facts of a reason name, by the parameter of the query that shows their paths. Millions are made in a night, and most name one or two things: a list is made when the first name comes.
/// </summary>
internal struct FactNames
{
    private static readonly Value None = Value.Of(ListValue.Empty);

    public List<Value>? Needs;
    public List<Value>? Offers;
    public List<Value>? Served;
    public List<Value>? Shared;
    public List<Value>? Neighbours;
    public List<Value>? Sectors;
    public List<Value>? Partners;
    public bool CanUse;

    public static Value ListOf(List<Value>? names) => names is null ? None : Value.Of(names.ToArray());

    public void Add(ReasonFact fact)
    {
        switch (fact)
        {
            case OffersWhatIsNeeded offers:
                foreach (var (need, offer) in offers.Pairs)
                {
                    AddOnce(ref Needs, need.Value);
                    AddOnce(ref Offers, offer.Value);
                }

                break;
            case CanUseWhatIsOffered:
                CanUse = true;
                break;
            case ServesLocality serves:
                Add(ref Served, serves.Locality.Name.Code.Value);
                break;
            case BasedInLocality based:
                Add(ref Shared, based.Locality.Name.Code.Value);
                break;
            case ActiveInLocality active:
                Add(ref Shared, active.Locality.Name.Code.Value);
                break;
            case BasedNextDoor next:
                Add(ref Neighbours, next.Locality.Name.Code.Value);
                break;
            case SharedSectors shared:
                foreach (var sector in shared.Sectors)
                {
                    Add(ref Sectors, sector.Value);
                }

                break;
            case SharedPartner partner:
                Add(ref Partners, partner.Partner.Id.Value);
                break;
            default:
                throw new InvalidOperationException($"The paths of {fact.GetType().Name} are not asked for.");
        }
    }

    private static void Add(ref List<Value>? names, string name) => (names ??= new(2)).Add(Value.Of(name));

    private static void AddOnce(ref List<Value>? names, string name)
    {
        if (names?.Contains(Value.Of(name)) != true)
        {
            Add(ref names, name);
        }
    }
}
