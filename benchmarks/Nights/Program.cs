using System.Globalization;
using CoEvolve.Nights;

if (args is not [var actors, var threads, var seeds])
{
    Console.Error.WriteLine("usage: Nights ACTORS THREADS SEEDS");
    return 2;
}

await Night.RunAsync(int.Parse(actors, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture), seeds);
return 0;
