using Microsoft.CodeAnalysis.CSharp;

namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>Avro names as C# identifiers.</summary>
internal static class CSharpNames
{
    private static readonly HashSet<string> TakenByRecords = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone",
        "PrintMembers", "Read", "ReferenceEquals", "Schema", "SchemaFingerprint", "SchemaJson", "ToRecord", "ToString",
        "TryRead", "TryReadWhole", "Write",
    };

    /// <summary>With these begin accessors, operators and the methods for arrays, maps and unions.</summary>
    private static readonly string[] MemberPrefixes = ["get_", "set_", "op_", "Read_", "Write_", "Same_"];

    private static readonly HashSet<string> TakenByFixed = new(StringComparer.Ordinal)
    {
        "Bytes_", "CopyTo", "Equals", "Finalize", "From", "GetHashCode", "GetType", "MemberwiseClone",
        "ReferenceEquals", "Size", "Span", "ToArray", "ToString", "Zeros_", "get_Span", "op_Equality", "op_Inequality",
    };

    /// <summary>Whether a record of this name would have a member of its own name, which C# does not allow.</summary>
    public static bool IsTakenByRecords(string name) =>
        TakenByRecords.Contains(name) || name == "Parsed_"
        || MemberPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The same for a fixed.</summary>
    public static bool IsTakenByFixed(string name) => TakenByFixed.Contains(name);

    /// <summary>The identifier, with <c>@</c> where it is a word of the language.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    /// <summary>An enum's symbol, to the letter but for the one name that no member of an enum may have.</summary>
    public static string Symbol(string symbol) => symbol == "value__" ? "value___" : Escape(symbol);

    public static string Qualified(string fullName) => string.Join(".", fullName.Split('.').Select(Escape));

    public static string Simple(string fullName) => fullName.Substring(fullName.LastIndexOf('.') + 1);

    /// <summary>Empty for a name without one.</summary>
    public static string Namespace(string fullName) =>
        fullName.LastIndexOf('.') is var dot and > 0 ? fullName.Substring(0, dot) : "";

    /// <summary>
    /// A property for each field, in order: Pascal case, and no name twice or taken by the record itself.
    /// </summary>
    public static IReadOnlyList<string> Properties(string recordName, IEnumerable<string> fieldNames)
    {
        var taken = new HashSet<string>(TakenByRecords, StringComparer.Ordinal) { recordName, recordName + "View" };
        var properties = new List<string>();
        foreach (var fieldName in fieldNames)
        {
            var wanted = Pascal(fieldName);
            var property = taken.Contains(wanted) ? wanted + "Value" : wanted;
            for (var number = 2; !taken.Add(property); number++)
                property = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            properties.Add(property);
        }

        return properties;
    }

    /// <summary>
    /// <c>orderId</c>, <c>order_id</c> → <c>OrderId</c>; what would begin with a digit keeps an underscore.
    /// </summary>
    private static string Pascal(string name)
    {
        var words = name.Split(['_'], StringSplitOptions.RemoveEmptyEntries);
        var pascal = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
        return pascal.Length == 0 || char.IsDigit(pascal[0]) ? "_" + pascal : pascal;
    }

    /// <summary>The name of a parameter or local for a property.</summary>
    public static string Camel(string property) =>
        Escape(char.ToLowerInvariant(property[0]) + property.Substring(1));
}
