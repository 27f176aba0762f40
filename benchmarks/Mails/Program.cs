using System.Globalization;
using CoEvolve.Mails;

if (args is not [_, _] and not [_, _, "no-triads"])
{
    Console.Error.WriteLine("usage: Mails READERS SEEDS [no-triads]");
    return 2;
}

return await MailBench.RunAsync(int.Parse(args[0], CultureInfo.InvariantCulture), args[1], triads: args.Length == 2);
