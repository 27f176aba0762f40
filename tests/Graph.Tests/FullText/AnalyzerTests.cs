using CoEvolve.Graph.FullText.Analysis;

namespace CoEvolve.Graph.Tests.FullText;

public class AnalyzerTests
{
    [Theory]
    [InlineData("Clean water, for 3.14 villages!", "Clean|water|for|3.14|villages")]
    [InlineData("don't stop e-mail snake_case ___ O’Neill", "don't|stop|e|mail|snake_case|O’Neill")]
    [InlineData("1,000.50 a,b a.b. 3rd", "1,000.50|a|b|a.b|3rd")]
    [InlineData("水道 みず カタカナ สวัสดี 😀ok", "水|道|み|ず|カタカナ|สวัสดี|😀|ok")]
    [InlineData("cafe\u0301s e\u0301.e", "cafe\u0301s|e\u0301.e")]
    [InlineData("  …", "")]
    public void Words_end_where_Unicode_says(string text, string words) => Assert.Equal(words, string.Join('|', WordBreaks.Standard(text)));

    [Fact]
    public void Words_of_more_than_255_characters_are_cut() => Assert.Equal([255, 45], WordBreaks.Standard(new string('a', 300)).Select(word => word.Length));

    [Theory]
    [InlineData("standard-no-stop-words", "The Farmers' Wells", "0 the|1 farmers|2 wells")]
    [InlineData("standard", "The wells of a Village", "1 wells|4 village")]
    [InlineData("english", "The village's connected wells", "1 villag|2 connect|3 well")]
    [InlineData("indonesian", "Pengelolaan air dan kegiatan masyarakat", "0 elola|1 air|3 giat|4 masyarakat")]
    [InlineData("simple", "R2-D2's wells", "0 r|1 d|2 s|3 wells")]
    [InlineData("stop", "The 2 wells", "1 wells")]
    [InlineData("whitespace", "R2-D2's Wells", "0 R2-D2's|1 Wells")]
    [InlineData("keyword", "Clean Water", "0 Clean Water")]
    [InlineData("keyword", "", "")]
    public void An_analyzer_makes_numbered_words_of_a_text(string name, string text, string words)
    {
        var read = new List<Word>();
        var next = 0;
        TextAnalyzer.Find(name)!.Read(text, read, ref next);

        Assert.Equal(words, string.Join('|', read.Select(word => $"{word.Position} {word.Text}")));
    }

    // The examples of Porter's article, carried through all its steps by hand.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("feed", "feed")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("bled", "bled")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("troubled", "troubl")]
    [InlineData("sized", "size")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("triplicate", "triplic")]
    [InlineData("electrical", "electr")]
    [InlineData("goodness", "good")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("probate", "probat")]
    [InlineData("cease", "ceas")]
    [InlineData("controlling", "control")]
    [InlineData("generalizations", "gener")]
    [InlineData("by", "by")]
    public void English_words_are_cut_to_Porters_stems(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("kelola", "mengelola", "dikelola", "pengelolaan")]
    [InlineData("kirim", "mengirim", "pengiriman", "kirimkan", "kirimkanlah")]
    [InlineData("olah", "mengolah", "pengolahan", "olahan")]
    [InlineData("tanam", "menanam", "penanaman", "tanaman", "ditanami")]
    [InlineData("sapu", "menyapu", "penyapu")]
    [InlineData("pakai", "memakai", "pemakaian")]
    [InlineData("buat", "membuat", "pembuatan", "buatannya")]
    [InlineData("lihat", "melihat", "terlihat", "dilihat")]
    [InlineData("usaha", "berusaha", "pengusaha", "perusahaan", "usahanya")]
    [InlineData("didik", "mendidik", "pendidikan", "pendidik")]
    [InlineData("tani", "petani", "pertanian")]
    [InlineData("kerja", "bekerja", "pekerja", "pekerjaan")]
    [InlineData("ajar", "belajar", "pelajar", "pelajaran", "mengajar")]
    [InlineData("giat", "kegiatan", "bergiat")]
    [InlineData("terima", "menerima", "penerimaan", "diterima")]
    [InlineData("perintah", "pemerintah", "pemerintahan")]
    [InlineData("berdaya", "memberdayakan", "diberdayakan", "pemberdayaan")]
    public void Indonesian_words_of_one_root_have_one_stem(string root, params string[] words) =>
        Assert.All(words, word => Assert.Equal(IndonesianStemmer.Stem(root), IndonesianStemmer.Stem(word)));

    [Theory]
    [InlineData("ibu")]
    [InlineData("beri")]
    [InlineData("dana")]
    [InlineData("terang")]
    [InlineData("makan")]
    [InlineData("sekolah")]
    [InlineData("nilai")]
    public void A_short_Indonesian_word_stays(string word) => Assert.Equal(word, IndonesianStemmer.Stem(word));
}
