using System.CommandLine;
using NetGen.Tool.Networks;

namespace NetGen.Tool.Commands;

/// <summary>The network that a command works on, with the options of its import.</summary>
internal sealed class ModelArgument
{
    private readonly Argument<string> _path = new("MODEL") { Description = "NAME.netgen.json, NAME.safetensors, or a model to import." };
    private readonly WishOptions _wishes = new();

    public void AddTo(Command command)
    {
        command.Add(_path);
        _wishes.AddTo(command);
    }

    public string Path(ParseResult parsed) => parsed.GetRequiredValue(_path);

    public NetworkSource Source(ParseResult parsed) => NetworkSource.Read(Path(parsed), _wishes.Of(parsed));

    /// <summary>The network with its weights.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public CompiledNetwork Network(ParseResult parsed)
    {
        NetworkSource source = Source(parsed);
        return source.Weights is null
            ? throw new InvalidDataException($"{source.File}: expected a network with weights, found none: the file that it names under \"weights\" must be in its folder. Train the network, or name its weights file.")
            : CompiledNetwork.Of(source);
    }
}
