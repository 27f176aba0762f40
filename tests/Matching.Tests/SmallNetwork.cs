using CoEvolve.Graph;
using CoEvolve.Graph.Values;

namespace CoEvolve.Matching.Tests;

/// <summary>
/// Nineteen actors around one health CSO in Aceh Selatan (cso-a), small enough to be overlooked. What each is there for stands beside it.
/// </summary>
internal static class SmallNetwork
{
    public static readonly DateOnly Day = new(2026, 11, 24);

    private static readonly string[] Statements =
    [
        "CREATE CONSTRAINT locality_code IF NOT EXISTS FOR (l:Locality) REQUIRE l.code IS UNIQUE",
        "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE",
        """
        UNWIND [
          ['id', 'Indonesia', 'national', null, null, null],
          ['id-sumatera', 'Sumatera', 'region', 'id', null, null],
          ['id-jawa', 'Jawa', 'region', 'id', null, null],
          ['11', 'Aceh', 'province', 'id-sumatera', 4.2257, 96.9119],
          ['12', 'Sumatera Utara', 'province', 'id-sumatera', 2.19, 99.05],
          ['31', 'DKI Jakarta', 'province', 'id-jawa', -6.199, 106.8344],
          ['11.01', 'Kabupaten Aceh Selatan', 'district', '11', 3.1619, 97.4365],
          ['11.02', 'Kabupaten Aceh Tenggara', 'district', '11', 3.3683, 97.6954],
          ['11.71', 'Kota Banda Aceh', 'district', '11', 5.5587, 95.3277],
          ['12.01', 'Kabupaten Tapanuli Tengah', 'district', '12', 1.8, 98.7],
          ['31.71', 'Kota Administrasi Jakarta Pusat', 'district', '31', -6.1812, 106.8351]
        ] AS row
        CREATE (l:Locality {code: row[0], name: row[1], tier: row[2], latitude: row[4], longitude: row[5]})
        WITH l, row WHERE row[3] IS NOT NULL
        MATCH (above:Locality {code: row[3]})
        CREATE (l)-[:WITHIN]->(above)
        """,
        "MATCH (a:Locality {code: '11.01'}), (b:Locality {code: '11.02'}) CREATE (a)-[:NEAR {km: 37.0}]->(b)",
        """
        UNWIND [
          ['funds', 'Dana', 'Funds', null],
          ['funds.grant', 'Hibah', 'Grants', 'funds'],
          ['funds.csr', 'Dana tanggung jawab sosial perusahaan', 'Corporate social responsibility funds', 'funds'],
          ['knowledge-technology', 'Pengetahuan dan teknologi', 'Knowledge and technology', null],
          ['knowledge-technology.software', 'Perangkat lunak dan layanan awan', 'Software and cloud services', 'knowledge-technology'],
          ['policy-advocacy', 'Kebijakan dan advokasi lokal', 'Local policy and advocacy', null],
          ['policy-advocacy.permit', 'Perizinan', 'Permits', 'policy-advocacy'],
          ['collaboration', 'Kolaborasi', 'Collaboration', null],
          ['collaboration.outreach', 'Penjangkauan masyarakat dan penerima manfaat', 'Outreach to communities and beneficiaries', 'collaboration']
        ] AS row
        CREATE (r:Resource {code: row[0], name_id: row[1], name_en: row[2]})
        WITH r, row WHERE row[3] IS NOT NULL
        MATCH (above:Resource {code: row[3]})
        CREATE (r)-[:KIND_OF]->(above)
        """,
        """
        UNWIND [
          ['sdg-03', 'Kehidupan Sehat dan Sejahtera', 'Good Health and Well-being', null, 'false'],
          ['sdg-04', 'Pendidikan Berkualitas', 'Quality Education', null, 'false'],
          ['sdg-09', 'Industri, Inovasi dan Infrastruktur', 'Industry, Innovation and Infrastructure', null, 'false'],
          ['health', 'Kesehatan', 'Health', 'sdg-03', 'false'],
          ['education', 'Pendidikan', 'Education', 'sdg-04', 'false'],
          ['digital-transformation', 'Transformasi digital', 'Digital transformation', 'sdg-09', 'true']
        ] AS row
        CREATE (s:Sector {code: row[0], name_id: row[1], name_en: row[2], emerging: row[4]})
        WITH s, row WHERE row[3] IS NOT NULL
        MATCH (above:Sector {code: row[3]})
        CREATE (s)-[:PART_OF]->(above)
        """,
        Actors("Cso", "cso", """
          ['cso-a', 'Yayasan Sehat Aceh', '11.01', ['11.01'], ['health']],
          ['cso-b', 'Perkumpulan Banda Sehat', '11.71', ['11.71'], ['health']],
          ['cso-c', 'Forum Warga', '11.71', [], ['education', 'health']],
          ['cso-jakarta', 'Yayasan Ibu Kota', '31.71', ['31.71'], ['health']],
          ['cso-silent', 'Yayasan Tanpa Izin', '11.01', ['11.01'], ['health']],
          ['cso-ended', 'Yayasan Lama', '11.01', ['11.01'], ['health']],
          ['cso-future', 'Yayasan Nanti', '11.01', ['11.01'], ['health']],
          ['cso-declined', 'Yayasan Enggan', '11.01', ['11.01'], ['health']],
          ['cso-digital', 'Komunitas Digital (contoh)', '12.01', ['12.01'], ['digital-transformation']]
        """),
        Actors("Government", "government", """
          ['gov-11.01', 'Pemerintah Kabupaten Aceh Selatan', '11.01', ['11.01'], ['health', 'education']],
          ['gov-11.02', 'Pemerintah Kabupaten Aceh Tenggara', '11.02', ['11.02'], ['health', 'education']],
          ['gov-11', 'Pemerintah Provinsi Aceh', '11', ['11'], ['health', 'education']],
          ['gov-ministry', 'Kementerian Perizinan', 'id', ['id'], ['health']]
        """),
        Actors("Business", "business", """
          ['biz-next', 'PT Tetangga', '11.02', [], ['education']],
          ['biz-abroad', 'Cloud for Good', null, ['id'], ['digital-transformation']],
          ['biz-serves', 'PT Jauh', '31.71', ['11'], ['education']]
        """),
        Actors("Academia", "academia", "['uni-x', 'Universitas X', '12.01', [], ['education']]"),
        "MATCH (a:Actor {id: 'cso-silent'}) SET a.consent = false",
        "MATCH (a:Actor {id: 'cso-ended'}) SET a.valid_to = date('2024-01-01')",
        "MATCH (a:Actor {id: 'cso-future'}) SET a.valid_from = date('2027-01-01')",
        "MATCH (a:Actor {id: 'cso-digital'}) SET a.sample = true",
        "MATCH (a:Actor {id: 'cso-a'}) SET a.leaders = 6, a.women_leaders = 4, a.young_leaders = 2",
        "MATCH (a:Actor {id: 'cso-digital'}) SET a.leaders = 3, a.women_leaders = 1, a.young_leaders = 3",
        """
        UNWIND [
          ['cso-a', 'funds.grant', null], ['cso-a', 'policy-advocacy.permit', null], ['cso-a', 'knowledge-technology.software', null],
          ['gov-11.01', 'collaboration.outreach', '11.01'], ['biz-next', 'collaboration', null]
        ] AS row
        MATCH (a:Actor {id: row[0]}), (r:Resource {code: row[1]})
        CREATE (a)-[:NEEDS {locality: row[2], note: 'rahasia'}]->(r)
        """,
        """
        UNWIND [
          ['cso-a', 'collaboration.outreach', null], ['gov-11.01', 'policy-advocacy.permit', '11.01'], ['gov-11.02', 'policy-advocacy.permit', '11.02'],
          ['gov-11', 'policy-advocacy.permit', '11'], ['gov-ministry', 'policy-advocacy.permit', 'id'], ['biz-next', 'funds', null],
          ['biz-abroad', 'knowledge-technology.software', 'id'], ['biz-serves', 'funds.csr', '31.71']
        ] AS row
        MATCH (a:Actor {id: row[0]}), (r:Resource {code: row[1]})
        CREATE (a)-[:OFFERS {locality: row[2]}]->(r)
        """,
        """
        UNWIND [
          ['p-running', date('2025-01-01'), null, 'active', 'cso-a', 'cso-c'],
          ['p-past', date('2020-01-01'), date('2021-01-01'), 'ended', 'cso-c', 'uni-x'],
          ['p-refused', date('2022-01-01'), null, 'declined', 'cso-c', 'cso-jakarta']
        ] AS row
        CREATE (p:Partnership {id: row[0], start: row[1], end: row[2], status: row[3]})
        WITH p, row
        MATCH (a:Actor {id: row[4]}), (b:Actor {id: row[5]})
        CREATE (a)-[:MEMBER_OF]->(p), (b)-[:MEMBER_OF]->(p)
        """,
        "MATCH (a:Actor {id: 'cso-declined'}), (b:Actor {id: 'cso-a'}) CREATE (a)-[:FEEDBACK {verdict: 'declined', at: date('2026-10-01')}]->(b)",
        """
        UNWIND [
          ['emerging', 'OMS di sektor baru', 'CSOs in new sectors', 200, 'cso', 'csos-in-emerging-sectors'],
          ['leaders', 'Pemimpin OMS', 'CSO leaders', 400, 'leader', 'cso-leaders'],
          ['unknown', 'Lain', 'Other', null, 'thing', 'no-such-query'],
          ['women', 'Perempuan pemimpin', 'Women leaders', 120, 'leader', 'women-cso-leaders'],
          ['young', 'Pemimpin muda', 'Young leaders', null, 'leader', 'young-cso-leaders'],
          ['districts', 'Pemerintah kabupaten', 'District governments', null, 'government', 'district-and-city-governments'],
          ['provinces', 'Pemerintah provinsi', 'Provincial governments', 34, 'government', 'provincial-governments'],
          ['reached', 'Provinsi terjangkau', 'Provinces reached', 34, 'province', 'provinces-reached-digitally']
        ] AS row
        CREATE (:Target {code: row[0], name_id: row[1], name_en: row[2], floor: row[3], unit: row[4], query: row[5]})
        """,
    ];

    public static async Task<EmbeddedGraph> CreateAsync()
    {
        var graph = EmbeddedGraph.InMemory();
        foreach (var statement in Statements)
        {
            await RunAsync(graph, statement);
        }

        return graph;
    }

    /// <summary>Runs one statement to its end.</summary>
    public static async Task<List<Value[]>> RunAsync(IGraph graph, string statement, IReadOnlyDictionary<string, Value>? parameters = null)
    {
        var rows = new List<Value[]>();
        await using var result = await graph.RunAsync(statement, parameters, TestContext.Current.CancellationToken);
        while (await result.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(result.Current.ToArray());
        }

        return rows;
    }

    private static string Actors(string label, string kind, string rows) => $$"""
        UNWIND [
          {{rows}}
        ] AS row
        CREATE (a:Actor:{{label}} {id: row[0], name: row[1], kind: '{{kind}}', consent: true, sample: false})
        FOREACH (_ IN CASE WHEN row[2] IS NULL THEN [] ELSE [1] END | MERGE (l:Locality {code: row[2]}) MERGE (a)-[:BASED_IN]->(l))
        FOREACH (code IN row[3] | MERGE (l:Locality {code: code}) MERGE (a)-[:SERVES]->(l))
        FOREACH (code IN row[4] | MERGE (s:Sector {code: code}) MERGE (a)-[:WORKS_IN]->(s))
        """;
}

/// <summary>A clock that stands at noon in Jakarta on <see cref="SmallNetwork.Day"/>.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(SmallNetwork.Day.ToDateTime(new TimeOnly(5, 0)), TimeSpan.Zero);
}
