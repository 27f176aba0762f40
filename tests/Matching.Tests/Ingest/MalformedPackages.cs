using System.Text;

namespace CoEvolve.Matching.Tests.Ingest;

/// <summary>One way in which a package goes wrong, and what its report must say first.</summary>
/// <param name="Spoil">Spoils a sound package.</param>
/// <param name="File">File of the problem.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column by name, or null for the whole row or file.</param>
/// <param name="Reason">Words that the reason must have.</param>
/// <param name="Refused">Whether the whole package is refused, rather than one row of it.</param>
internal sealed record Malformed(Action<TestPackage> Spoil, string File, int Line, string? Column, string Reason, bool Refused = false);

internal static class MalformedPackages
{
    private const string ActorHeader = "id,name,kind,locality,serves,sectors,capacity,leaders,women_leaders,young_leaders,email,language,consent,sample,valid_from,valid_to,description\n";
    private const string Offers = "actor,resource,quantity,unit,locality,valid_from,valid_to,note\n";
    private const string Partnerships = "id,start,end,status,locality,sectors,members\n";
    private const string Places = "code,name,tier,parent,latitude,longitude,population,valid_from,valid_to\nid,Indonesia,national,,,,,,\nr,Sumatera,region,id,,,,,\n11,Aceh,province,r,,,,,\n";

    public static readonly IReadOnlyDictionary<string, Malformed> All = new Dictionary<string, Malformed>
    {
        ["a required file is missing"] = new(p => p.Delete("actors.csv"), "actors.csv", 0, null, "missing", true),
        ["localities are missing"] = new(p => p.Delete("localities.csv"), "localities.csv", 0, null, "missing", true),
        ["a file is a folder"] = new(p => Directory.CreateDirectory(Path.Combine(p.Folder, "offers.csv")), "offers.csv", 0, null, "folder", true),
        ["a file is empty"] = new(p => p.Write("actors.csv", ""), "actors.csv", 0, null, "empty", true),
        ["UTF-16 with a mark"] = new(p => p.Write("actors.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(TestPackage.Actors)]), "actors.csv", 0, null, "UTF-16", true),
        ["UTF-16 without a mark"] = new(p => p.Write("actors.csv", Encoding.Unicode.GetBytes(TestPackage.Actors)), "actors.csv", 0, null, "UTF-16", true),
        ["a required column is missing"] = new(p => p.Write("actors.csv", "id,name\na,B\n"), "actors.csv", 1, "kind", "missing", true),
        ["a column stands twice"] = new(p => p.Write("actors.csv", "id,name,kind,Name\na,B,cso,C\n"), "actors.csv", 1, "Name", "twice", true),
        ["a column has no name"] = new(p => p.Write("actors.csv", "id,name,,kind\n"), "actors.csv", 1, "", "no name", true),
        ["a column name is a formula"] = new(p => p.Write("actors.csv", "id,name,kind,=cmd()\n"), "actors.csv", 1, "=cmd()", "property", true),
        ["a column name is taken by the graph"] = new(p => p.Write("offers.csv", "actor,resource,until\n"), "offers.csv", 1, "until", "something else", true),
        ["the header is not closed"] = new(p => p.Write("actors.csv", "id,\"name,kind\na,B,cso\n"), "actors.csv", 1, null, "never closed", true),
        ["a file name is misspelt"] = new(p => p.Write("actor.csv", TestPackage.Actors), "actor.csv", 0, null, "not read"),

        ["bytes are not UTF-8"] = new(p => p.Write("actors.csv", [.. "id,name,kind\na,Caf"u8, 0xE9, .. ",cso\nb,B,cso\n"u8]), "actors.csv", 2, null, "byte 0xE9 at byte 6 of line 2 (byte 19 of the file)"),
        ["a NUL byte"] = Actor("a,A\0B,cso,11,,,,,,,,,,,,,", "name", "control character U+0000"),
        ["a control character"] = Actor("a,A\u0007B,cso,11,,,,,,,,,,,,,", "name", "control character U+0007"),
        ["a character that turns the direction of the text"] = Actor("a,A\u202EB,cso,11,,,,,,,,,,,,,", "name", "U+202E"),
        ["a row is too short"] = Actor("a,A,cso", null, "3 cells, but the header has 17"),
        ["a row is too long"] = Actor("a,A,cso,11,,,,,,,,,,,,,,surplus", null, "18 cells, but the header has 17"),
        ["a quote is not closed"] = new(p => p.Write("actors.csv", "id,name,kind\na,\"A,cso\nb,B,cso\n"), "actors.csv", 2, "name", "never closed"),
        ["a quote is closed by the next one"] = new(p => p.Write("actors.csv", "id,name,kind\na,\"A,cso\nb,\"B\",cso\n"), "actors.csv", 2, "name", "runs on to line 3"),
        ["a stray quote"] = Actor("a,A \"the\" B,cso,11,,,,,,,,,,,,,", "name", "inside a cell"),
        ["text after a quote"] = Actor("a,\"A\"B,cso,11,,,,,,,,,,,,,", "name", "follows the closing"),
        ["a lone carriage return"] = Actor("a,A,cso,11,,,,,,,,,,,,,\rb,B,cso,11,,,,,,,,,,,,,", "description", "carriage return"),
        ["a name has a line break"] = Actor("a,\"A\nB\",cso,11,,,,,,,,,,,,,", "name", "line break"),
        ["an id has white space"] = Actor("a b,A,cso,11,,,,,,,,,,,,,", "id", "cannot be an id"),
        ["an id has a line break"] = Actor("\"a\nb\",A,cso,11,,,,,,,,,,,,,", "id", "cannot be an id"),
        ["an id is too long"] = Actor(new string('x', 101) + ",A,cso,11,,,,,,,,,,,,,", "id", "101 characters"),
        ["an id is missing"] = Actor(",A,cso,11,,,,,,,,,,,,,", "id", "empty"),
        ["an id stands twice"] = new(p => p.Write("actors.csv", "id,name,kind\na,A,cso\nb,B,cso\na,C,cso\n"), "actors.csv", 4, "id", "already in line 2"),
        ["a name is missing"] = Actor("a,,cso,11,,,,,,,,,,,,,", "name", "empty"),
        ["an unknown kind"] = Actor("a,A,ngo,11,,,,,,,,,,,,,", "kind", "'ngo' is not known"),
        ["an unknown language"] = Actor("a,A,cso,11,,,,,,,,fr,,,,,", "language", "'fr' is not known"),
        ["consent is neither true nor false"] = Actor("a,A,cso,11,,,,,,,,,yes,,,,", "consent", "'yes' is not known"),
        ["an unknown locality"] = Actor("a,A,cso,99,,,,,,,,,,,,,", "locality", "locality '99' is not known"),
        ["an unknown locality served"] = Actor("a,A,cso,11,11;99,,,,,,,,,,,,", "serves", "locality '99' is not known"),
        ["an unknown sector"] = Actor("a,A,cso,11,,health;magic,,,,,,,,,,,", "sectors", "sector 'magic' is not known"),
        ["a negative capacity"] = Actor("a,A,cso,11,,,-1,,,,,,,,,,", "capacity", "no count"),
        ["leaders are not a number"] = Actor("a,A,cso,11,,,,three,,,,,,,,,", "leaders", "no count"),
        ["more women than leaders"] = Actor("a,A,cso,11,,,,2,3,,,,,,,,", "women_leaders", "is 3, but there are 2 leaders"),
        ["more young than leaders"] = Actor("a,A,cso,11,,,,2,,3,,,,,,,", "young_leaders", "is 3, but there are 2 leaders"),
        ["a malformed e-mail"] = Actor("a,A,cso,11,,,,,,,a@b@c,,,,,,", "email", "no e-mail"),
        ["a day that is not in the calendar"] = Actor("a,A,cso,11,,,,,,,,,,,2024-02-30,,", "valid_from", "2024-02-30"),
        ["a date in another form"] = Actor("a,A,cso,11,,,,,,,,,,,01/02/2024,,", "valid_from", "01/02/2024"),
        ["it ends before it begins"] = Actor("a,A,cso,11,,,,,,,,,,,2024-02-02,2024-02-01,", "valid_to", "before valid_from 2024-02-02"),
        ["a formula as name"] = Actor("a,=1+1,cso,11,,,,,,,,,,,,,", "name", "formula"),
        ["a formula as description"] = Actor("a,A,cso,11,,,,,,,,,,,,,@SUM(A1)", "description", "formula"),
        ["a formula behind a tab"] = Actor("a,A,cso,11,,,,,,,,,,,,,\t=1+1", "description", "formula"),
        ["a formula in a column of its own"] = new(p => p.Write("actors.csv", "id,name,kind,motto\na,A,cso,-1+cmd\n"), "actors.csv", 2, "motto", "formula"),

        ["an unknown tier"] = Place("11.01,A,village,11,,,,,", "tier", "'village' is not known"),
        ["an unknown parent"] = Place("11.01,A,district,12,,,,,", "parent", "locality '12' is not known"),
        ["no parent"] = Place("11.01,A,district,,,,,,", "parent", "needs a parent"),
        ["a parent of the wrong tier"] = Place("11.01,A,district,r,,,,,", "parent", "tier region"),
        ["a second nation"] = Place("my,Malaysia,national,,,,,,", "parent", "'id' in line 2 is the nation already"),
        ["a cycle of localities"] = Place("a,A,district,b,,,,,\nb,B,district,a,,,,,", "parent", "a → b → a"),
        ["a locality that is its own parent"] = Place("a,A,district,a,,,,,", "parent", "a → a"),
        ["a latitude beyond the pole"] = Place("11.01,A,district,11,91,97,,,", "latitude", "out of range"),
        ["a longitude beyond the date line"] = Place("11.01,A,district,11,3,181,,,", "longitude", "out of range"),
        ["a latitude without longitude"] = Place("11.01,A,district,11,3,,,,", "longitude", "one is missing"),
        ["a latitude that is not a number"] = Place("11.01,A,district,11,NaN,97,,,", "latitude", "no number"),
        ["a negative population"] = Place("11.01,A,district,11,,,-5,,", "population", "no count"),
        ["a cycle of sectors"] = new(p => p.Write("sectors.csv", "code,parent\nhealth,education\neducation,health\n"), "sectors.csv", 2, "parent", "health → education → health"),
        ["a cycle of resources"] = new(p => p.Write("resources.csv", "code,parent\nx,y\ny,z\nz,x\n"), "resources.csv", 2, "parent", "x → y → z → x"),
        ["an unknown parent of a sector"] = new(p => p.Write("sectors.csv", TestPackage.Sectors + "x,X,X,nothing\n"), "sectors.csv", 5, "parent", "sector 'nothing' is not known"),

        ["a neighbour of itself"] = new(p => p.Write("neighbours.csv", "a,b,km\n11.01,11.01,0\n"), "neighbours.csv", 2, "b", "neighbour of itself"),
        ["a pair of neighbours twice"] = new(p => p.Write("neighbours.csv", "a,b,km\n11.01,11.02,5\n11.02,11.01,5\n"), "neighbours.csv", 3, "b", "already in line 2"),
        ["an unknown neighbour"] = new(p => p.Write("neighbours.csv", "a,b,km\n11.01,11.99,5\n"), "neighbours.csv", 2, "b", "locality '11.99' is not known"),
        ["an offer without actor"] = Offer(",funds,,,,,,", "actor", "empty"),
        ["an offer of an unknown actor"] = Offer("nobody,funds,,,,,,", "actor", "actor 'nobody' is not known"),
        ["an offer of an unknown resource"] = Offer("cso-1,gold,,,,,,", "resource", "resource 'gold' is not known"),
        ["a negative quantity"] = Offer("cso-1,funds,-1,IDR,,,,", "quantity", "out of range"),
        ["a quantity that is not a number"] = Offer("cso-1,funds,\"1,000\",IDR,,,,", "quantity", "no number"),
        ["a quantity without unit"] = Offer("cso-1,funds,5,,,,,", "unit", "no unit"),
        ["an offer twice"] = new(p => p.Write("offers.csv", Offers + "cso-1,funds,,,11,,,\ncso-1,funds,,,,,,\ncso-1,funds,,,11,,,x\n"), "offers.csv", 4, "resource", "already in line 2"),
        ["one member"] = Partnership("p,,,active,,,cso-1:bridge", "members", "at least two"),
        ["a member twice"] = Partnership("p,,,active,,,cso-1:bridge;cso-1:funder", "members", "stands twice"),
        ["a member with an empty role"] = Partnership("p,,,active,,,cso-1:;biz-1:funder", "members", "'cso-1:' is no member"),
        ["an unknown member"] = Partnership("p,,,active,,,cso-1:bridge;nobody:funder", "members", "actor 'nobody' is not known"),
        ["an unknown status"] = Partnership("p,,,dormant,,,cso-1:bridge;biz-1:funder", "status", "'dormant' is not known"),
        ["a partnership ends before it starts"] = Partnership("p,2024-01-02,2024-01-01,ended,,,cso-1:bridge;biz-1:funder", "end", "before start"),
        ["feedback on oneself"] = new(p => p.Write("feedback.csv", "from,to,verdict,at\ncso-1,cso-1,viewed,2024-01-01\n"), "feedback.csv", 2, "to", "itself"),
        ["an unknown verdict"] = new(p => p.Write("feedback.csv", "from,to,verdict,at\ncso-1,biz-1,liked,2024-01-01\n"), "feedback.csv", 2, "verdict", "'liked' is not known"),
        ["feedback without a day"] = new(p => p.Write("feedback.csv", "from,to,verdict,at\ncso-1,biz-1,viewed,\n"), "feedback.csv", 2, "at", "empty"),
        ["an unknown query of a target"] = new(p => p.Write("targets.csv", "code,floor,query\nt,5,DROP\n"), "targets.csv", 2, "query", "no query 'DROP'"),
    };

    private static Malformed Actor(string row, string? column, string reason) =>
        new(p => p.Write("actors.csv", ActorHeader + "first,First,cso,11,,,,,,,,,,,,,\n" + row + "\n"), "actors.csv", 3, column, reason);

    private static Malformed Place(string row, string column, string reason) =>
        new(p => p.Write("localities.csv", Places + row + "\n"), "localities.csv", 5, column, reason);

    private static Malformed Offer(string row, string column, string reason) =>
        new(p => p.Write("offers.csv", Offers + row + "\n"), "offers.csv", 2, column, reason);

    private static Malformed Partnership(string row, string column, string reason) =>
        new(p => p.Write("partnerships.csv", Partnerships + row + "\n"), "partnerships.csv", 2, column, reason);
}
