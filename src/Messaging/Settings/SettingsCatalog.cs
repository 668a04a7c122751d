using OrderPipeline.SchemaRegistry;

namespace OrderPipeline.Messaging.Settings;

/// <summary>The sections that a program's settings may have; whatever is not in it is refused by name.</summary>
/// <remarks>All programs read the same file, so each program lists every section, also those it does not
/// use.</remarks>
public sealed class SettingsCatalog
{
    private readonly Dictionary<string, SettingsSection> _sections = new(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyDictionary<string, SettingsSection> Sections => _sections;

    /// <summary>Adds a section whose options start with the defaults of <typeparamref name="T"/>.</summary>
    /// <param name="section">Name of the section; letter case does not matter.</param>
    /// <param name="validate">Names each bad key (without the section) with what is wrong and what would be
    /// right.</param>
    /// <exception cref="ArgumentException">The section is there already.</exception>
    public SettingsCatalog Add<T>(string section, Func<T, IEnumerable<(string Key, string Problem)>>? validate = null)
        where T : class, new() => Add(section, () => new T(), validate);

    /// <summary>Adds a section whose options start as <paramref name="create"/> makes them.</summary>
    /// <param name="section">Name of the section; letter case does not matter.</param>
    /// <param name="create">Makes the options with the program's own defaults.</param>
    /// <param name="validate">Names each bad key (without the section) with what is wrong and what would be
    /// right.</param>
    /// <exception cref="ArgumentException">The section is there already.</exception>
    public SettingsCatalog Add<T>(
        string section, Func<T> create, Func<T, IEnumerable<(string Key, string Problem)>>? validate = null)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(section);
        ArgumentNullException.ThrowIfNull(create);
        _sections.Add(section, new SettingsSection(
            section, typeof(T), create, options => validate is null ? [] : validate((T)options)));
        return this;
    }

    /// <summary>
    /// Adds <c>Kafka</c>, <c>SchemaRegistry</c> and <c>Consumer</c>, which every program over Kafka has.
    /// </summary>
    /// <param name="defaultGroup">The consumer group where no setting names one.</param>
    public SettingsCatalog AddKafka(string defaultGroup)
    {
        Add<KafkaOptions>("Kafka", KafkaOptionsValidator.Validate);
        Add<SchemaRegistryOptions>("SchemaRegistry", SchemaRegistryOptionsValidator.Validate);
        return Add("Consumer", () => new ConsumerOptions { Group = defaultGroup }, ConsumerOptionsValidator.Validate);
    }
}
