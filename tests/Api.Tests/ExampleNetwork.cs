using CoEvolve.Graph;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Api.Tests;

/// <summary>A network small enough to work answers out by hand, imported from a package as any other.</summary>
internal static class ExampleNetwork
{
    /// <summary>The day that all tests live on.</summary>
    public static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly (string File, string Rows)[] Files =
    [
        ("localities.csv", """
            code,name,tier,parent,population
            id,Indonesia,national,,284973643
            id-sumatera,Sumatera,region,id,62176841
            11,Aceh,province,id-sumatera,5623479
            11.01,Kabupaten Aceh Selatan,district,11,242042
            11.02,Kabupaten Aceh Tenggara,district,11,
            """),
        ("sectors.csv", """
            code,name_id,name_en,parent
            sdg-03,Kehidupan Sehat dan Sejahtera,Good Health and Well-being,
            health,Kesehatan,Health,sdg-03
            education,Pendidikan,Education,
            """),
        ("resources.csv", """
            code,name_id,name_en,parent
            funds,Dana,Funds,
            funds.grant,Hibah,Grants,funds
            policy-advocacy,Kebijakan,Policy,
            policy-advocacy.permit,Izin,Permit,policy-advocacy
            """),
        ("actors.csv", """
            id,name,kind,subkind,locality,serves,sectors,leaders,women_leaders,email,consent,sample,valid_to,description
            cso-hidden,Yayasan Tersembunyi,cso,,11.01,11.01,health,3,1,rahasia@example.org,false,false,,
            cso-sehat,Yayasan Sehat Selatan,cso,foundation,11.01,11.01;11.02,health,5,3,sehat@example.org,true,true,,Posyandu di pesisir
            biz-obat,PT Obat Rakyat,business,,11.01,11.01,health,,,obat@example.org,true,true,,
            gov-11,Pemerintah Provinsi Aceh,government,province,11,11,health,,,,true,false,,
            gov-11.01,Pemerintah Kabupaten Aceh Selatan,government,district,11.01,11.01,health,,,,true,false,,
            gov-11.02,Pemerintah Kabupaten Aceh Tenggara,government,district,11.02,11.02,education,,,,true,false,,
            gov-old,Badan Lama,government,agency,id,id,health,,,,true,false,2024-01-01,
            ngo-abroad,Health Abroad,other,,,id,health,,,,true,false,,
            """),
        ("offers.csv", """
            actor,resource,quantity,unit,locality,note
            biz-obat,funds.grant,50,million IDR,11.01,Program tanggung jawab sosial
            gov-11.01,policy-advocacy.permit,,,11.01,
            """),
        ("needs.csv", """
            actor,resource,locality
            cso-sehat,funds.grant,11.01
            cso-sehat,policy-advocacy.permit,11.01
            """),
        ("targets.csv", """
            code,name_id,name_en,floor,unit,query
            provincial-governments,Pemerintah provinsi,Provincial governments,34,government,provincial-governments
            young-cso-leaders,Pemimpin muda OMS,Young CSO leaders,,leader,young-cso-leaders
            """),
    ];

    /// <summary>A graph in memory with the network in it.</summary>
    public static async Task<EmbeddedGraph> CreateAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("coevolve-api-tests-").FullName;
        try
        {
            foreach (var (file, rows) in Files)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file), rows, cancellationToken);
            }

            var graph = EmbeddedGraph.InMemory();
            var report = await NetworkImport.RunAsync(graph, folder, cancellationToken: cancellationToken);
            Assert.Empty(report.Problems);
            return graph;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
