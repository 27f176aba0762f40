using CoEvolve.Graph.Cypher.Ast;

namespace CoEvolve.Graph.Cypher.Parsing;

/// <content>Label expressions: <c>:A:B</c> of old, <c>:A|B&amp;!C</c>, and IS in place of the colon.</content>
internal sealed partial class CypherParser
{
    /// <summary>The opening bracket of the comprehension whose predicate is being read, or -1.</summary>
    private int _comprehension = -1;

    /// <summary>That comprehension's variable; null where it is a pattern comprehension, which always has a projection.</summary>
    private string? _comprehensionVariable;

    /// <summary>The bar of an old alternative <c>|:</c> in the types just read.</summary>
    private SourcePosition? _oldAlternative;

    /// <summary>What one label expression was written with; colons between labels and the other signs do not mix.</summary>
    private struct LabelStyle
    {
        public bool Relationship;
        public bool InExpression;
        public bool Signs;
        public SourcePosition? Colon;
    }

    private LabelExpression? ParsePatternLabels(bool relationship)
    {
        _oldAlternative = null;
        return Kind is TokenKind.Colon or TokenKind.Is
            ? ParseLabels(new LabelStyle { Relationship = relationship })
            : null;
    }

    /// <summary>From the colon or IS on.</summary>
    private LabelExpression ParseLabels(LabelStyle style)
    {
        var opening = Next().Kind;
        var labels = ParseLabelOr(ref style);
        if (style.Colon is not { } colon)
            return labels;
        if (opening == TokenKind.Is)
            throw CypherErrors.Syntax("After IS, labels are joined by '&': write IS A&B.", colon);
        if (style.Signs)
            throw CypherErrors.Syntax("':' between labels does not mix with '|', '&', '!' and '%': write '&' in place of ':'.", colon);
        return labels;
    }

    private LabelExpression ParseLabelOr(ref LabelStyle style)
    {
        var left = ParseLabelAnd(ref style);
        while (Kind == TokenKind.Bar && !(style.InExpression && BarBeginsProjection(_index)))
        {
            var position = Next().Position;
            var colon = Kind == TokenKind.Colon ? Current.Position : (SourcePosition?)null;
            if (colon is not null)
            {
                if (!style.Relationship)
                    throw CypherErrors.Syntax("'|:' joins only the types of a relationship: write '|' between labels.", position);
                _oldAlternative ??= position;
                _index++;
            }
            else
            {
                style.Signs = true;
            }

            left = new LabelOr(left, ParseLabelAnd(ref style), position) { OldColon = colon };
        }

        return left;
    }

    private LabelExpression ParseLabelAnd(ref LabelStyle style)
    {
        var left = ParseLabelTerm(ref style);
        while (Kind is TokenKind.Ampersand or TokenKind.Colon)
        {
            var sign = Next();
            var colon = sign.Kind == TokenKind.Colon;
            if (colon)
                style.Colon ??= sign.Position;
            else
                style.Signs = true;
            left = new LabelAnd(left, ParseLabelTerm(ref style), colon, sign.Position);
        }

        return left;
    }

    private LabelExpression ParseLabelTerm(ref LabelStyle style)
    {
        var position = Current.Position;
        switch (Kind)
        {
            case TokenKind.Exclamation:
                Deepen();
                _index++;
                style.Signs = true;
                var operand = ParseLabelTerm(ref style);
                _depth--;
                return new LabelNot(operand, position);
            case TokenKind.Percent:
                _index++;
                style.Signs = true;
                return new LabelWildcard(position);
            case TokenKind.LeftParenthesis:
                Deepen();
                _index++;
                var inner = ParseLabelOr(ref style);
                Expect(TokenKind.RightParenthesis, "'|', '&' or ')' in the label expression");
                _depth--;
                return inner;
            default:
                return ParseLabel();
        }
    }

    /// <summary>A label by name, or computed.</summary>
    private LabelExpression ParseLabel()
    {
        var position = Current.Position;
        var quantified = Kind == TokenKind.Parameter && Peek(1).Kind == TokenKind.LeftParenthesis;
        if (Kind != TokenKind.Dollar && !quantified)
            return new LabelName(ParseLabelText(), position);
        var any = quantified && SpanOf(Current).Equals("$any", StringComparison.OrdinalIgnoreCase);
        if (quantified && !any && !SpanOf(Current).Equals("$all", StringComparison.OrdinalIgnoreCase))
            throw Unexpected("$(…), $all(…) or $any(…)");
        _index++;
        Expect(TokenKind.LeftParenthesis, "'(' and the label's name");
        var names = ParseExpression();
        Expect(TokenKind.RightParenthesis, "an operator or ')'");
        return new LabelDynamic(names, any, position);
    }

    private string ParseLabelText()
    {
        if (Kind == TokenKind.Parameter)
        {
            var (offset, line, column) = Current.Position;
            throw CypherErrors.Syntax("A parameter that names a label or type stands in parentheses: write $($name).", new SourcePosition(offset + 1, line, column + 1));
        }

        var position = Current.Position;
        var name = ExpectName("the name of a label or type, '!', '%' or '('");
        return name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal)
            ? name
            : throw CypherErrors.Syntax("A label or type has at least one character, and none of them is the null character.", position);
    }

    /// <summary>
    /// In <c>[x IN list WHERE x:A|B | x.name]</c>, whether a bar ends the labels. The last bar of a comprehension begins
    /// its projection; in a list comprehension that may lack one, a last bar before a lone name other than the variable belongs to the labels.
    /// </summary>
    private bool BarBeginsProjection(int bar)
    {
        if (_comprehension < 0 || _tokens[bar].Partner != _comprehension)
            return false;
        var close = _tokens[_comprehension].Partner;
        for (var i = bar + 1; i < close; i = Math.Max(i, _tokens[i].Kind == TokenKind.Bar ? i : _tokens[i].Partner) + 1)
        {
            if (_tokens[i].Kind == TokenKind.Bar)
                return false;
        }

        ref readonly var next = ref _tokens[bar + 1];
        if (_comprehensionVariable is null || close < 0)
            return true;
        if (next.Kind is TokenKind.Exclamation or TokenKind.Percent)
            return false;
        return !(next.IsName && bar + 2 == close && NameOf(next) != _comprehensionVariable);
    }
}
