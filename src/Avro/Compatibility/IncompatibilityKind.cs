namespace OrderPipeline.Avro.Compatibility;

/// <summary>What keeps a reader from taking all data of a writer.</summary>
public enum IncompatibilityKind
{
    /// <summary>The types differ, and the specification knows no promotion from one to the other.</summary>
    TypeMismatch,

    /// <summary>Two named types of one kind with other names, and no alias of the reader's.</summary>
    NameMismatch,

    /// <summary>Two fixed types of other sizes.</summary>
    FixedSizeMismatch,

    /// <summary>Two decimals of other precisions or scales, which the specification does not let match.</summary>
    DecimalMismatch,

    /// <summary>The writer's enum has symbols that the reader's lacks, and the reader's has no default.</summary>
    MissingEnumSymbols,

    /// <summary>A field that the writer does not write, and the reader has no default for.</summary>
    MissingDefault,

    /// <summary>The reader needs a field's default, which does not fit the field's type or is too large.</summary>
    UnusableDefault,

    /// <summary>The reader's union has no branch for what the writer may write.</summary>
    MissingUnionBranch,

    /// <summary>The schemas contain each other in too many ways to be compared.</summary>
    TooDeep,
}
