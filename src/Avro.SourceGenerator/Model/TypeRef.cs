namespace OrderPipeline.Avro.SourceGenerator.Model;

/// <summary>The type of a field, an item or a value, as generated C# sees it.</summary>
internal abstract record TypeRef
{
    /// <summary>The C# type, fully qualified, with <c>?</c> where null is a value.</summary>
    public abstract string CSharp { get; }

    /// <summary>Words that name the type in a method's name; two types may share them.</summary>
    public abstract string Words { get; }

    /// <summary>Whether null is one of its values.</summary>
    public virtual bool HoldsNull => false;

    /// <summary>Whether default(T) is not null.</summary>
    public virtual bool IsValueType => false;

    /// <summary>Whether it is read and written by a method of its own in the record that uses it.</summary>
    public virtual bool HasMethods => false;

    /// <summary>The fewest bytes a value can have; a reader bounds by it what a block may claim.</summary>
    public virtual int MinBytes => 1;

    /// <summary>
    /// Whether equality of its values is not that of <c>EqualityComparer</c>: it looks into the parts.
    /// </summary>
    public virtual bool IsDeep => false;

    /// <summary>Whether a view can hold it without allocating.</summary>
    public virtual bool IsFlat => false;
}
