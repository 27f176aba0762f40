namespace CoEvolve.Matching.Network;

/// <summary>What part an actor plays in development. Its legal form is another matter: a foundation may play any of them.</summary>
public enum ActorKind
{
    /// <summary>Civil-society organisation (Indonesian: organisasi masyarakat sipil).</summary>
    Cso = 0,

    /// <summary>A public body of any tier.</summary>
    Government = 1,

    /// <summary>A company, a business association, or what the programme files under the private sector.</summary>
    Business = 2,

    /// <summary>A university or research institute.</summary>
    Academia = 3,

    /// <summary>None of the others.</summary>
    Other = 4,
}
