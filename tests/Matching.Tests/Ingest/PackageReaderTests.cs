using System.Text;
using CoEvolve.Matching.Ingest;

namespace CoEvolve.Matching.Tests.Ingest;

public sealed class PackageReaderTests : IDisposable
{
    private readonly TestPackage _package = new();

    public static TheoryData<string> Cases => [.. MalformedPackages.All.Keys];

    public void Dispose() => _package.Dispose();

    [Fact]
    public void The_package_to_be_spoilt_is_sound()
    {
        var report = _package.Read();

        Assert.Empty(report.Problems);
        Assert.Equal(
            [new("localities.csv", 5, 0), new("sectors.csv", 3, 0), new("resources.csv", 2, 0), new("actors.csv", 3, 0)],
            report.Files);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_malformed_package_is_reported_with_place_reason_and_remedy(string name)
    {
        var malformed = MalformedPackages.All[name];
        malformed.Spoil(_package);

        var report = _package.Read();

        Assert.Equal(malformed.Refused ? ImportOutcome.Refused : ImportOutcome.Written, report.Outcome);
        var problem = Assert.Single(report.Problems, problem => problem.Reason.Contains(malformed.Reason, StringComparison.Ordinal) && problem.Line == malformed.Line);
        Assert.Equal((malformed.File, malformed.Column), (problem.File, problem.ColumnName));
        Assert.True(malformed.Refused || (malformed.Column is null) == (problem.Column == 0));
        Assert.EndsWith(".", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_costs_its_row_and_little_memory()
    {
        using (var file = File.Create(Path.Combine(_package.Folder, "actors.csv")))
        {
            file.Write("id,name,kind\na,"u8);
            var block = Encoding.ASCII.GetBytes(new string('x', 1_000_000));
            for (var i = 0; i < 100; i++)
            {
                file.Write(block);
            }

            file.Write(",cso\nb,B,cso\n"u8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = _package.Read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var problem = Assert.Single(report.Problems);
        Assert.Equal(("actors.csv", 2, "name"), (problem.File, problem.Line, problem.ColumnName));
        Assert.Contains("1,048,576 bytes", problem.Reason, StringComparison.Ordinal);
        Assert.Equal(new FileCount("actors.csv", 1, 1), report.Files[^1]);
        Assert.InRange(allocated, 0, 16_000_000);
    }

    [Fact]
    public void A_quote_left_open_costs_one_row_and_not_the_rest_of_the_file()
    {
        _package.Write("actors.csv", "id,name,kind\na,\"A,cso\nb,B,cso\nc,\"C\",cso\n");

        var report = _package.Read();

        Assert.Equal(new FileCount("actors.csv", 2, 1), report.Files[^1]);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        _package.Write("actors.csv", "id,name,kind,description\r\na,A,cso,\"one\r\ntwo\"\r\n\r\nb,B,ngo,\r\n");

        var problem = Assert.Single(_package.Read().Problems);

        Assert.Equal(5, problem.Line);
        Assert.Equal("actors.csv, line 5, column 3 (kind): 'ngo' is not known here. Use one of: cso, government, business, academia, other.", problem.ToString());
    }

    [Fact]
    public void A_byte_order_mark_of_UTF_8_is_skipped()
    {
        _package.Write("actors.csv", [0xEF, 0xBB, 0xBF, .. "id,name,kind\na,A,cso\n"u8]);

        Assert.Empty(_package.Read().Problems);
    }

    [Fact]
    public void A_header_alone_is_a_file_without_rows()
    {
        _package.Write("actors.csv", "id,name,kind\n");

        var report = _package.Read();

        Assert.Empty(report.Problems);
        Assert.Equal(new FileCount("actors.csv", 0, 0), report.Files[^1]);
    }

    [Fact]
    public void Children_may_stand_before_their_parents()
    {
        _package.Write("localities.csv", "code,name,tier,parent\n11.01,A,district,11\n11,Aceh,province,r\nr,Sumatera,region,id\nid,Indonesia,national,\n");
        _package.Write("actors.csv", "id,name,kind,locality\na,A,cso,11.01\n");

        Assert.Empty(_package.Read().Problems);
    }

    [Fact]
    public void What_refers_to_a_rejected_row_is_rejected_too_and_says_which()
    {
        _package.Write("localities.csv", "code,name,tier,parent\nid,Indonesia,national,\nr,Sumatera,region,id\n11,Aceh,county,r\n11.01,A,district,11\n");
        _package.Write("actors.csv", "id,name,kind,locality,sectors\na,A,cso,11.01,health\nb,B,cso,r,health\n");
        _package.Write("offers.csv", "actor,resource\na,funds\nb,funds\n");

        var problems = _package.Read().Problems.Select(problem => (problem.File, problem.Line, problem.Reason));

        Assert.Equal(
            [
                ("localities.csv", 4, "'county' is not known here."),
                ("localities.csv", 5, "The locality '11' was rejected (localities.csv, line 4)."),
                ("actors.csv", 2, "The locality '11.01' was rejected (localities.csv, line 5)."),
                ("offers.csv", 2, "The actor 'a' was rejected (actors.csv, line 2)."),
            ],
            problems);
    }

    [Fact]
    public void What_hangs_below_a_cycle_is_rejected_with_it()
    {
        _package.Write("sectors.csv", "code,parent\nc,b\na,b\nb,a\nd,c\nhealth,\neducation,\n");

        var problems = _package.Read().Problems.Select(problem => (problem.Line, problem.Reason));

        Assert.Equal(
            [
                (2, "The sector 'b' was rejected (sectors.csv, line 4)."),
                (3, "The parents form a cycle: b → a → b."),
                (4, "The parents form a cycle: b → a → b."),
                (5, "The sector 'c' was rejected (sectors.csv, line 2)."),
            ],
            problems);
    }

    [Fact]
    public void A_strict_reading_ends_at_the_first_rejection()
    {
        _package.Write("actors.csv", "id,name,kind\na,A,ngo\nb,B,ngo\n");

        var report = _package.Read(new() { Strict = true });

        Assert.Equal(ImportOutcome.StoppedAtRejection, report.Outcome);
        Assert.Single(report.Problems);
    }

    [Fact]
    public void Every_wrong_cell_of_a_row_is_named_and_the_row_counted_once()
    {
        _package.Write("actors.csv", "id,name,kind,capacity\na,=A,ngo,many\n");

        var report = _package.Read();

        Assert.Equal(["name", "kind", "capacity"], report.Problems.Select(problem => problem.ColumnName));
        Assert.Equal(1, report.Rejected);
    }

    [Fact]
    public void Problems_beyond_the_limit_are_counted_and_not_kept()
    {
        _package.Write("actors.csv", "id,name,kind\n" + string.Concat(Enumerable.Range(0, 7).Select(i => $"a{i},A,ngo\n")));

        var report = _package.Read(new() { ProblemLimit = 5 });

        Assert.Equal((5, 7), (report.Problems.Count, report.ProblemCount));
    }

    [Fact]
    public void A_negative_number_in_a_further_column_is_no_formula()
    {
        _package.Write("actors.csv", "id,name,kind,balance\na,A,cso,-1.5\n");

        Assert.Empty(_package.Read().Problems);
    }

    [Fact]
    public void Rows_longer_than_the_buffer_keep_their_cells()
    {
        var description = new string('d', 9_000);
        var rows = string.Concat(Enumerable.Range(0, 100).Select(i => $"a{i},A,cso,{description}\n"));
        _package.Write("actors.csv", "id,name,kind,description\n" + rows + "last,L,ngo,\n");

        var report = _package.Read();

        Assert.Equal(102, Assert.Single(report.Problems).Line);
        Assert.Equal(new FileCount("actors.csv", 100, 1), report.Files[^1]);
    }
}
