using Avro.Fuzz.Running;
using Avro.Fuzz.Targets;

if (FuzzOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}

if (options.Replay is { } file)
{
    var name = Path.GetFileName(file).Split('-')[0];
    var target = AllTargets.Make().Single(target => target.Name == name);
    Console.WriteLine($"{name}: outcome {target.Run(File.ReadAllBytes(file))}");
    return 0;
}

return options.IsPlain
    ? new FuzzWorker(options, TimeProvider.System).Run()
    : new Watch(options, TimeProvider.System).Run();
