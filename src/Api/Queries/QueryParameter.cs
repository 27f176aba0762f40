using Microsoft.OpenApi;

namespace CoEvolve.Api.Queries;

/// <summary>One parameter of a query string, declared once: the same declaration reads it, refuses it and documents it.</summary>
/// <param name="Name">As it stands in the query string; case counts.</param>
/// <param name="Description">For the documentation, in English.</param>
/// <param name="Schema">What is allowed.</param>
internal abstract record QueryParameter(string Name, string Description, OpenApiSchema Schema);

/// <summary>A parameter that reads as a <typeparamref name="T"/>.</summary>
internal sealed record QueryParameter<T>(string Name, string Description, OpenApiSchema Schema, Func<string, Reading<T>> Read)
    : QueryParameter(Name, Description, Schema);

/// <summary>What reading a text gave: a value, or the reason why it is none.</summary>
internal readonly record struct Reading<T>
{
    private Reading(T? value, string? fault) => (Value, Fault) = (value, fault);

    /// <summary>Holds where <see cref="Fault"/> is null.</summary>
    public T? Value { get; }

    /// <summary>What is allowed, as a clause that follows "but": <c>it is one of cso, government</c>.</summary>
    public string? Fault { get; }

    public static Reading<T> Of(T value) => new(value, null);

    public static Reading<T> Wrong(string fault) => new(default, fault);
}
