using System.Globalization;
using System.Text;
using CoEvolve.Matching.Features;
using CoEvolve.Matching.Network.Proximity;

namespace CoEvolve.Matching.Ranking.Learning;

/// <summary>What trees are trained to.</summary>
internal enum TreeObjective
{
    /// <summary>LambdaMART: pairs, weighted by what their exchange would change in NDCG (Burges, MSR-TR-2010-82).</summary>
    LambdaRank = 0,

    /// <summary>The cross-entropy of whole lists (Bruch, Han, Bendersky and Najork, WSDM 2020).</summary>
    CrossEntropyOfLists = 1,
}

/// <summary>Lists of candidates in rows, with what became of them.</summary>
/// <param name="Width">Numbers a row.</param>
/// <param name="Rows">Row after row.</param>
/// <param name="Labels">1 for a new partner, else 0.</param>
/// <param name="Groups">The length of each list, in the order of the rows.</param>
internal sealed record TrainingRows(int Width, float[] Rows, float[] Labels, int[] Groups)
{
    /// <summary>How many rows are new partners.</summary>
    public int Positives { get; } = Labels.Count(label => label > 0);

    /// <summary>One after the other.</summary>
    public static TrainingRows Concat(IReadOnlyCollection<TrainingRows> parts) => new(
        parts.First().Width, Joined([.. parts.Select(part => part.Rows)]), Joined([.. parts.Select(part => part.Labels)]), [.. parts.SelectMany(part => part.Groups)]);

    /// <summary>Arrays in a row.</summary>
    public static float[] Joined(IReadOnlyCollection<float[]> parts)
    {
        var joined = new float[parts.Sum(part => part.Length)];
        var place = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined, place);
            place += part.Length;
        }

        return joined;
    }
}

/// <summary>How trees are grown.</summary>
internal sealed record TreeOptions
{
    /// <summary>Trees. Default 150.</summary>
    public int Trees { get; init; } = 150;

    /// <summary>Step of each tree. Default 0.08, for the default number of trees.</summary>
    public double Rate { get; init; } = 0.08;

    /// <summary>Most leaves of a tree. Default 31, the library's; fewer where there are few positives.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>Positives that each leaf should have on average. Default 25: where a network has few, its trees stay small.</summary>
    public int PositivesPerLeaf { get; init; } = 25;

    /// <summary>Fewest rows in a leaf. Default 50.</summary>
    public int RowsPerLeaf { get; init; } = 50;

    /// <summary>Share of the columns that each tree may look at. Default 0.25: many columns are kin.</summary>
    public double Columns { get; init; } = 0.25;

    /// <summary>Ridge on leaf values. Default 5.</summary>
    public double Ridge { get; init; } = 5;
}

/// <summary>Grows trees with LightGBM's C library: ML.NET passes on neither monotone constraints nor the truncation level. The same rows give the same bytes.</summary>
internal static class TreeTraining
{
    // A list shows ten and keeps fifty; pairs further down teach nothing about its head.
    private const int Truncation = 30;

    /// <summary>Models in LightGBM's text form, one for each objective, over the same rows.</summary>
    /// <param name="rows">Lists with what became of their candidates.</param>
    /// <param name="columns">The columns of the rows.</param>
    /// <param name="objectives">To what.</param>
    /// <param name="options">How.</param>
    /// <param name="training">Seed, threads and what stops it.</param>
    /// <param name="grown">Called after each tree.</param>
    public static string[] Train(
        TrainingRows rows, IReadOnlyList<ModelColumn> columns, IReadOnlyList<TreeObjective> objectives, TreeOptions options, Training training, Action grown)
    {
        string[] parameters = [.. objectives.Select(objective => Parameters(rows, columns, objective, options, training.Seed, training.Threads))];
        LightGbmNative.Check(LightGbmNative.CreateDataset(rows.Rows, LightGbmNative.Float32, rows.Labels.Length, rows.Width, 1, parameters[0], 0, out var dataset));
        try
        {
            LightGbmNative.Check(LightGbmNative.SetField(dataset, "label", rows.Labels, rows.Labels.Length, LightGbmNative.Float32));
            LightGbmNative.Check(LightGbmNative.SetField(dataset, "group", rows.Groups, rows.Groups.Length, LightGbmNative.Int32));
            return [.. parameters.Select(text => Grow(dataset, text, options.Trees, grown, training.Cancellation))];
        }
        finally
        {
            LightGbmNative.Check(LightGbmNative.FreeDataset(dataset));
        }
    }

    private static string Grow(nint dataset, string parameters, int trees, Action grown, CancellationToken cancellationToken)
    {
        LightGbmNative.Check(LightGbmNative.CreateBooster(dataset, parameters, out var booster));
        try
        {
            for (var tree = 0; tree < trees; tree++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                LightGbmNative.Check(LightGbmNative.Update(booster, out var finished));
                grown();
                if (finished != 0)
                {
                    break;
                }
            }

            return Text(booster);
        }
        finally
        {
            LightGbmNative.Check(LightGbmNative.FreeBooster(booster));
        }
    }

    private static string Text(nint booster)
    {
        LightGbmNative.Check(LightGbmNative.SaveModel(booster, 0, -1, 0, 0, out var length, []));
        var text = new byte[length];
        LightGbmNative.Check(LightGbmNative.SaveModel(booster, 0, -1, 0, length, out _, text));
        return Encoding.UTF8.GetString(text).TrimEnd('\0');
    }

    private static string Parameters(TrainingRows rows, IReadOnlyList<ModelColumn> columns, TreeObjective objective, TreeOptions options, int seed, int threads)
    {
        var leaves = Math.Clamp(rows.Positives / options.PositivesPerLeaf, 4, options.Leaves);
        var name = objective switch { TreeObjective.LambdaRank => "lambdarank", _ => "rank_xendcg" };
        var signs = string.Join(',', columns.Select(column => ((int)column.Sign).ToString(CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"objective={name} num_leaves={leaves} learning_rate={options.Rate} min_data_in_leaf={options.RowsPerLeaf} feature_fraction={options.Columns} lambda_l2={options.Ridge} lambdarank_truncation_level={Truncation} monotone_constraints={signs} monotone_constraints_method=basic seed={seed} deterministic=true force_col_wise=true num_threads={threads} verbosity=-1 feature_pre_filter=false use_missing=false max_bin=63");
    }
}
