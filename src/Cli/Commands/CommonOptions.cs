using System.CommandLine;
using System.CommandLine.Parsing;
using CoEvolve.Api.Serialization;
using CoEvolve.Matching.Network;

namespace CoEvolve.Cli.Commands;

/// <summary>Options that several commands share. Each command gets its own instance.</summary>
internal static class CommonOptions
{
    public const string DefaultDataFolder = ".coevolve";

    public static Option<string> Data() => new("--data")
    {
        Description = "The folder that holds the graph.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultDataFolder,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of text for people." };

    public static Option<Language> Language() => new("--language")
    {
        Description = "id (Indonesian) or en (English).",
        HelpName = "id|en",
        DefaultValueFactory = _ => Matching.Network.Language.Indonesian,
        CustomParser = result => result.Tokens[0].Value switch
        {
            "id" => Matching.Network.Language.Indonesian,
            "en" => Matching.Network.Language.English,
            var other => Refuse<Language>(result, $"Option --language is '{other}', but it is id or en."),
        },
    };

    /// <summary>One or more members of an enum, with commas between; null where it is not given.</summary>
    public static Option<IReadOnlySet<T>?> Choices<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = $"{description}: one or more of {EnumText.AllNames<T>()}, with commas between.",
            HelpName = string.Join('|', EnumText.Names<T>()),
            CustomParser = result =>
            {
                var values = new HashSet<T>();
                foreach (var word in result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries))
                {
                    if (!EnumText.TryParse<T>(word, out var value))
                    {
                        return Refuse<IReadOnlySet<T>?>(result, $"Option {name} has '{word}', but it is one or more of {EnumText.AllNames<T>()}.");
                    }

                    values.Add(value);
                }

                return values;
            },
        };

    /// <summary>Refuses numbers outside a range.</summary>
    public static Option<T> Within<T>(this Option<T> option, long least, long most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(long.TryParse(result.Tokens[0].Value, out var number) && number >= least && number <= most))
            {
                result.AddError($"Option {option.Name} is '{result.Tokens[0].Value}', but it is a whole number from {least} to {most}.");
            }
        });
        return option;
    }

    public static T Refuse<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default!;
    }
}
