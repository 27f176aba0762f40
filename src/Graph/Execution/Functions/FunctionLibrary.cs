using System.Collections.Frozen;
using CoEvolve.Graph.Algorithms.Procedures;

namespace CoEvolve.Graph.Execution.Functions;

/// <summary>All functions with one value for each row, by name without regard to case.</summary>
internal static class FunctionLibrary
{
    public static readonly IReadOnlyList<FunctionDefinition> All =
    [
        .. ScalarFunctions.All,
        .. ConversionFunctions.All,
        .. EntityFunctions.All,
        .. ListFunctions.All,
        .. MathFunctions.All,
        .. TrigonometricFunctions.All,
        .. StringFunctions.All,
        .. TrimFunctions.All,
        .. PointFunctions.All,
        .. VectorFunctions.All,
        .. TemporalFunctions.All,
        .. DataScienceFunctions.All,
    ];

    private static readonly FrozenDictionary<string, FunctionDefinition> ByName =
        All.ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The function of a name, with its namespace if it has one; null where there is none.</summary>
    public static FunctionDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
