using System.Globalization;
using CoEvolve.Nights;

if (args is not [var actors, var threads, var edits, var seeds])
{
    Console.Error.WriteLine("usage: Nights ACTORS THREADS EDITS SEEDS");
    return 2;
}

int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
await Night.RunAsync(Number(actors), Number(threads), Number(edits), seeds);
return 0;
