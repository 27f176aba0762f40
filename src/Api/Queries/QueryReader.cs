using CoEvolve.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CoEvolve.Api.Queries;

/// <summary>Reads the parameters of one request and gathers what is wrong with them, so that one answer names all faults.</summary>
/// <remarks>Unknown names are faults too: <c>?knd=cso</c> would otherwise answer a question that nobody asked.</remarks>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;
    private readonly SortedDictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    /// <param name="request">The request.</param>
    /// <param name="known">Every parameter that the route takes.</param>
    public QueryReader(HttpRequest request, IReadOnlyList<QueryParameter> known)
    {
        _query = request.Query;
        foreach (var name in _query.Keys.Where(key => !known.Any(parameter => parameter.Name == key)))
        {
            var allowed = known.Count == 0 ? "this route takes none" : "this route takes " + string.Join(", ", known.Select(parameter => parameter.Name));
            _errors[Problem.Shown(name)] = [$"The query parameter '{Problem.Shown(name)}' is unknown; {allowed}."];
        }
    }

    /// <summary>The answer for a request with faults; null for one without.</summary>
    public ProblemHttpResult? Refusal => _errors.Count == 0 ? null : Problem.InvalidParameters(_errors);

    /// <summary>The parameter's value, or <paramref name="absent"/> where it is not given or not readable.</summary>
    public T Read<T>(QueryParameter<T> parameter, T absent)
    {
        if (!_query.TryGetValue(parameter.Name, out var given))
        {
            return absent;
        }

        if (given.Count > 1)
        {
            Refuse(parameter, $"The query parameter '{parameter.Name}' is given {given.Count} times; give it once.");
            return absent;
        }

        var text = given[0] ?? string.Empty;
        var reading = parameter.Read(text);
        if (reading.Fault is { } fault)
        {
            Refuse(parameter, $"The query parameter '{parameter.Name}' is '{Problem.Shown(text)}', but {fault}.");
            return absent;
        }

        return reading.Value!;
    }

    /// <summary>Notes a fault that shows only together with other parameters.</summary>
    public void Refuse(QueryParameter parameter, string message) => _errors[parameter.Name] = [message];
}
