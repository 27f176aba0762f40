using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Clauses that write.</content>
internal sealed partial class CypherParser
{
    private Clause? ParseUpdate() => Kind switch
    {
        TokenKind.Create => ParseCreate(),
        TokenKind.Insert => ParseInsert(),
        TokenKind.Merge => ParseMerge(),
        TokenKind.Set => ParseSet(),
        TokenKind.Remove => ParseRemove(),
        TokenKind.Delete or TokenKind.Detach or TokenKind.Nodetach => ParseDelete(),
        TokenKind.Foreach => ParseForeach(),
        _ => null,
    };

    private CreateClause ParseCreate()
    {
        var position = Next().Position;
        return new CreateClause(ParsePattern(), position);
    }

    /// <summary>INSERT is CREATE, but joins labels by '&amp;' only and computes none.</summary>
    private CreateClause ParseInsert()
    {
        var position = Next().Position;
        var pattern = ParsePattern();
        foreach (var node in pattern.Paths.SelectMany(path => path.Nodes))
        {
            if (node.Labels is LabelAnd { ColonForm: true } labels)
                throw CypherErrors.Syntax("INSERT joins labels by '&': write (n:A&B), or use CREATE.", labels.Position);
        }

        var written = pattern.Paths.SelectMany(path => path.Nodes.Select(node => node.Labels).Concat(path.Relationships.Select(relationship => relationship.Types)));
        if (written.SelectMany(LabelNames).OfType<LabelDynamic>().FirstOrDefault() is { } dynamic)
            throw CypherErrors.Syntax("INSERT takes labels and types by name only: use CREATE to compute them.", dynamic.Position);
        return new CreateClause(pattern, position);
    }

    /// <summary>The names and computed names in a label expression.</summary>
    private static IEnumerable<LabelExpression> LabelNames(LabelExpression? labels) => labels switch
    {
        null => [],
        LabelAnd and => LabelNames(and.Left).Concat(LabelNames(and.Right)),
        _ => [labels],
    };

    private MergeClause ParseMerge()
    {
        var position = Next().Position;
        var path = ParsePath();
        List<SetItem> onCreate = [];
        List<SetItem> onMatch = [];
        while (Accept(TokenKind.On))
        {
            var items = Kind switch
            {
                TokenKind.Create => onCreate,
                TokenKind.Match => onMatch,
                _ => throw Unexpected("CREATE or MATCH after ON"),
            };
            _index++;
            Expect(TokenKind.Set, "SET");
            items.AddRange(CommaSeparated(ParseSetItem));
        }

        return new MergeClause(path, [.. onCreate], [.. onMatch], position);
    }

    private SetClause ParseSet()
    {
        var position = Next().Position;
        return new SetClause(CommaSeparated(ParseSetItem), position);
    }

    private SetItem ParseSetItem()
    {
        var position = Current.Position;
        var assigned = ParsePostfix(withLabels: false);
        switch (assigned, Kind)
        {
            case (VariableExpression variable, TokenKind.Equal):
                _index++;
                return new SetPropertiesItem(variable, ParseExpression(), Merge: false, position);
            case (VariableExpression variable, TokenKind.PlusEqual):
                _index++;
                return new SetPropertiesItem(variable, ParseExpression(), Merge: true, position);
            case (VariableExpression variable, TokenKind.Colon or TokenKind.Is):
                return new SetLabelsItem(variable, ParseLabelNames(), position);
            case (PropertyExpression property, TokenKind.Equal):
                _index++;
                return new SetPropertyItem(property, ParseExpression(), position);
            case (IndexExpression target, TokenKind.Equal):
                _index++;
                return new SetIndexedItem(target, ParseExpression(), position);
            case (VariableExpression, _):
                throw Unexpected("'.' and a property, '=', '+=' or ':' and a label");
            case (PropertyExpression, _):
                throw Unexpected("'=' and the property's new value");
            default:
                throw CypherErrors.Syntax("SET needs a property (n.key = value), a variable (n = map, n += map) or labels (n:Label).", position);
        }
    }

    /// <summary><c>:A:B</c>, or <c>IS A</c></summary>
    private SyntaxList<LabelExpression> ParseLabelNames()
    {
        List<LabelExpression> labels = [];
        do
        {
            _index++;
            labels.Add(ParseLabel());
        }
        while (Kind is TokenKind.Colon);
        return [.. labels];
    }

    private RemoveClause ParseRemove()
    {
        var position = Next().Position;
        return new RemoveClause(CommaSeparated(ParseRemoveItem), position);
    }

    private RemoveItem ParseRemoveItem()
    {
        var position = Current.Position;
        return ParsePostfix(withLabels: false) switch
        {
            PropertyExpression property => new RemovePropertyItem(property, position),
            VariableExpression variable when Kind is TokenKind.Colon or TokenKind.Is => new RemoveLabelsItem(variable, ParseLabelNames(), position),
            IndexExpression target => new RemoveIndexedItem(target, position),
            VariableExpression => throw Unexpected("'.' and a property, or ':' and a label"),
            _ => throw CypherErrors.Syntax("REMOVE needs a property (n.key) or labels (n:Label).", position),
        };
    }

    private DeleteClause ParseDelete()
    {
        var position = Current.Position;
        var detach = Accept(TokenKind.Detach);
        if (!detach)
            Accept(TokenKind.Nodetach);
        Expect(TokenKind.Delete, "DELETE");
        return new DeleteClause(detach, CommaSeparated(ParseDeleted), position);
    }

    private Expression ParseDeleted()
    {
        var position = Current.Position;
        var expression = ParseExpression();
        return expression is LabelCheckExpression
            ? throw CypherErrors.Syntax("DELETE removes nodes and relationships, not labels: write REMOVE n:Label.", position)
            : expression;
    }

    private ForeachClause ParseForeach()
    {
        var position = Next().Position;
        Deepen();
        Expect(TokenKind.LeftParenthesis, "'(' after FOREACH");
        var variable = ExpectVariable();
        Expect(TokenKind.In, "IN and a list");
        var list = ParseExpression();
        Expect(TokenKind.Bar, "an operator, or '|' and the clauses to repeat");
        List<Clause> updates = [];
        while (Kind != TokenKind.RightParenthesis)
            updates.Add(ParseUpdate() ?? throw Unexpected("a writing clause (CREATE, MERGE, SET, REMOVE, DELETE or FOREACH), or ')': FOREACH repeats writing clauses only"));
        if (updates.Count == 0)
            throw Unexpected("a writing clause (CREATE, MERGE, SET, REMOVE, DELETE or FOREACH)");
        Expect(TokenKind.RightParenthesis, "')'");
        _depth--;
        return new ForeachClause(variable, list, [.. updates], position);
    }
}
