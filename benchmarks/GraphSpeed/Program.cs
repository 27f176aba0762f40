// How fast the embedded graph answers, loads, looks up and creates, through its public API, with one Cypher statement a query.
//   COEVOLVE_SHARED=FOLDER dotnet run -c Release --project benchmarks/GraphSpeed -- WHAT [FOLDER] [LARGEST]
// WHAT is one of the names below; FOLDER takes the data and stays (the system's temporary folder where left out).

using CoEvolve.GraphSpeed;

var what = args.Length > 0 ? args[0] : "";
var folder = Path.Combine(args.Length > 1 && what != "cancelling" ? args[1] : Path.GetTempPath(), "coevolve-graph-speed");
Directory.CreateDirectory(folder);
return what switch
{
    "workload" => await Workload.RunAsync(folder).ConfigureAwait(false),
    "engine" => await Workload.RunEngineAsync(folder).ConfigureAwait(false),
    "beside" => await Beside.RunAsync(folder).ConfigureAwait(false),
    "scaling" => await Scaling.RunAsync(folder, args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000).ConfigureAwait(false),
    "large" => await Large.RunAsync(folder).ConfigureAwait(false),
    "cancelling" => await Cancelling.RunAsync(args.Length > 1 ? args[1] : "").ConfigureAwait(false),
    "writing" => await Writing.RunAsync(folder).ConfigureAwait(false),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        workload  partner search at 10,000 and 100,000 actors, beside the engines of the shared folder
        engine    the same, of the embedded graph alone
        beside    both searches in turns with SQLite, round by round
        scaling   loading, memory, look-up and both searches from 1,000 to LARGEST actors (1,000,000 where left out), with a plot
        large     a folder with 1,000,000 nodes and 10,000,000 relationships: made where it is missing, and opened
        cancelling how long statements go on after they are cancelled; instead of FOLDER a part of their names
        writing   index look-ups, creation by UNWIND, loading
        """);
    return 1;
}
