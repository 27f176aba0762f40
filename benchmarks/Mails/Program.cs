using System.Globalization;
using CoEvolve.Mails;

if (args is not [_, _, _] and not [_, _, _, "no-triads"])
{
    Console.Error.WriteLine("usage: Mails READERS ACTORS SEEDS [no-triads]");
    return 2;
}

return await MailBench.RunAsync(int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture), args[2], triads: args.Length == 3);
