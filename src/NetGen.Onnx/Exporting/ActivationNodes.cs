namespace NetGen.Onnx.Exporting;

/// <summary>The nodes that are an activation in ONNX.</summary>
internal static class ActivationNodes
{
    /// <param name="graph">Takes the nodes.</param>
    /// <param name="activation">Which.</param>
    /// <param name="layer">What the names of the nodes begin with.</param>
    /// <param name="z">What goes in.</param>
    /// <returns>What comes out.</returns>
    public static string Add(GraphBuilder graph, Activation activation, string layer, string z)
    {
        string y = layer + ".y";
        return activation switch
        {
            Activation.Identity => z,
            Activation.Step => graph.Add("Cast", y, [graph.Add("Greater", $"{layer}.above", z, Number("zero", 0))], ("to", (int)graph.Type)),
            Activation.Sigmoid => graph.Add("Sigmoid", y, z),
            Activation.Tanh => graph.Add("Tanh", y, z),
            Activation.ReLU => graph.Add("Relu", y, z),
            Activation.LeakyReLU => graph.Add("LeakyRelu", y, [z], ("alpha", 0.01f)),
            Activation.ELU => graph.Add("Elu", y, [z], ("alpha", 1f)),
            Activation.SELU => graph.Add("Selu", y, z),
            Activation.Softplus => graph.Add("Softplus", y, z),
            Activation.Softsign => graph.Add("Softsign", y, z),
            Activation.GELU => Gelu(),
            Activation.SiLU => graph.Add("Mul", y, z, graph.Add("Sigmoid", $"{layer}.sigmoid", z)),
            Activation.Mish => graph.Add("Mish", y, z),
            Activation.HardSigmoid => graph.Add("HardSigmoid", y, [z], ("alpha", 1 / 6f), ("beta", 0.5f)),
            Activation.HardTanh => graph.Add("Clip", y, z, Number("low", -1), Number("high", 1)),
            Activation.HardSwish => graph.Add("HardSwish", y, z),
            Activation.ReLU6 => graph.Add("Clip", y, z, Number("low", 0), Number("high", 6)),
            Activation.Softmax => graph.Add("Softmax", y, [z], ("axis", 1)),
            Activation.LogSoftmax => graph.Add("LogSoftmax", y, [z], ("axis", 1)),
            _ => throw new NotSupportedException($"{layer}: {activation} cannot be exported."),
        };

        string Number(string name, double value) => graph.Constant($"{layer}.{name}", value);

        // ½ z (1 + erf(z / √2)): as an operator of its own it is younger than this opset.
        string Gelu()
        {
            string erf = graph.Add("Erf", $"{layer}.erf", graph.Add("Div", $"{layer}.scaled", z, Number("root", Math.Sqrt(2))));
            string gate = graph.Add("Add", $"{layer}.gate", erf, Number("one", 1));
            return graph.Add("Mul", y, graph.Add("Mul", $"{layer}.product", z, gate), Number("half", 0.5));
        }
    }
}
