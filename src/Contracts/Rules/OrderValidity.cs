namespace OrderPipeline.Contracts.Rules;

/// <summary>
/// Whether an order is valid, else the first rule that it breaks; the sentence is <see cref="OrderRules.Reason"/>.
/// </summary>
public enum OrderValidity
{
    /// <summary>Every rule holds.</summary>
    Valid = 0,

    /// <summary>The order id is empty, or white space only.</summary>
    OrderIdIsEmpty,

    /// <summary>The product is empty, or white space only.</summary>
    ProductIsEmpty,

    /// <summary>The product begins with <c>$</c>, which the programs keep for themselves.</summary>
    ProductIsReserved,

    /// <summary>The price is NaN or an infinity.</summary>
    PriceIsNotFinite,

    /// <summary>The price is zero (of either sign) or less.</summary>
    PriceIsNotPositive,

    /// <summary>The price is below <see cref="OrderRules.LowestPrice"/>.</summary>
    PriceIsTooLow,

    /// <summary>The price is above <see cref="OrderRules.HighestPrice"/>.</summary>
    PriceIsTooHigh,
}
