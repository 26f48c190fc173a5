"""Models made by PyTorch, with what they give, and of some the gradient of the mean squared error: python3 make.py FOLDER SEED."""
import json
import struct
import sys

import torch
from torch import nn

folder, seed = sys.argv[1], int(sys.argv[2])
torch.manual_seed(seed)


class Recurrent(nn.Module):
    def __init__(self, all_steps=False):
        super().__init__()
        self.all_steps = all_steps
        self.first = nn.GRU(5, 7, num_layers=2, batch_first=True)
        self.second = nn.LSTM(7, 6, batch_first=True)
        self.third = nn.RNN(6, 4, batch_first=True)
        self.last = nn.Linear(4, 2)

    def forward(self, x):
        for layer in (self.first, self.second, self.third):
            x, _ = layer(x)
        return self.last(x if self.all_steps else x[:, -1])


class Causal(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv1d(2, 6, 3, dilation=2), nn.Conv1d(6, 5, 2, dilation=7), nn.Conv1d(5, 3, 1)])

    def forward(self, x):
        x = x.transpose(1, 2)
        for layer in self.layers:
            x = layer(nn.functional.pad(x, ((layer.kernel_size[0] - 1) * layer.dilation[0], 0)))
            if layer is not self.layers[-1]:
                x = torch.tanh(x)
        return x.transpose(1, 2)


def mlp():
    return nn.Sequential(
        nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 8), nn.SiLU(), nn.Linear(8, 8), nn.LeakyReLU(), nn.Linear(8, 3), nn.Softmax(dim=1))


models = [
    ("mlp", "6-8:tanh-8:silu-8:leakyrelu-3:softmax", mlp(), (6,), "F32"),
    ("mlp_f64", "6-8:tanh-8:silu-8:leakyrelu-3:softmax", mlp().double(), (6,), "F64"),
    ("cnn", "2x8x8-6c3p1g2-bn:relu-mp2-4c3-ln:elu-5-bn:hardtanh-3", nn.Sequential(
        nn.Conv2d(2, 6, 3, padding=1, groups=2, bias=False), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 4, 3), nn.LayerNorm([4, 2, 2]), nn.ELU(), nn.Flatten(),
        nn.Linear(16, 5), nn.BatchNorm1d(5, affine=False), nn.Hardtanh(), nn.Linear(5, 3)), (2, 8, 8), "F16"),
    ("signal", "3x20-4c5s2:softplus-8c3d2:gelu-gap-2:sigmoid", nn.Sequential(
        nn.Conv1d(3, 4, 5, stride=2), nn.Softplus(), nn.Conv1d(4, 8, 3, dilation=2), nn.GELU(),
        nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(8, 2), nn.Sigmoid()), (3, 20), "BF16"),
    ("recurrent", "9x5-7gru-7gru-6lstm-4rnn-2", Recurrent(), (9, 5), "F32"),
    ("windows", "9x5-7gru-7gru-6lstm-4rnn-2", Recurrent(), (9, 5), "F64"),
    ("steps", "5-7gru-7gru-6lstm-4rnn-2", Recurrent(all_steps=True), (40, 5), "F64"),
    ("causal", "2-6c3causald2:tanh-5c2causald7:tanh-3c1causal", Causal(), (40, 2), "F64"),
]


def numbers(tensor, kind):
    if kind == "F64":
        return tensor.double(), tensor.double().numpy().tobytes()
    if kind == "F16":
        return tensor.half().float(), tensor.half().numpy().tobytes()
    if kind == "BF16":
        return tensor.bfloat16().float(), tensor.bfloat16().view(torch.int16).numpy().tobytes()
    return tensor.float(), tensor.float().numpy().tobytes()


expected = {}
for name, architecture, model, shape, kind in models:
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.running_mean.uniform_(-1, 1)
            module.running_var.uniform_(0.5, 2)
            if module.affine:
                module.weight.data.uniform_(0.5, 2)
                module.bias.data.uniform_(-1, 1)
        elif isinstance(module, nn.LayerNorm):
            module.weight.data.uniform_(0.5, 2)
            module.bias.data.uniform_(-1, 1)
    header, data = {}, b""
    # Sorted, as the package safetensors does.
    for key, tensor in sorted(model.state_dict().items()):
        if tensor.is_floating_point():
            rounded, raw = numbers(tensor, kind)
            tensor.copy_(rounded)
        else:
            raw = tensor.numpy().tobytes()
        header[key] = {"dtype": kind if tensor.is_floating_point() else "I64", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(f"{folder}/{name}.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
    model = model.eval().double()
    # Steps are those of one stream.
    count = 1 if name in ("steps", "causal") else 4
    inputs = torch.randn(count, *shape, dtype=torch.float64).float().double()
    outputs = model(inputs)
    expected[name] = {"architecture": architecture, "inputs": inputs.flatten().tolist(), "outputs": outputs.flatten().tolist()}
    if name in ("windows", "steps", "causal"):
        targets = torch.randn_like(outputs)
        nn.functional.mse_loss(outputs, targets).backward()
        expected[name]["targets"] = targets.flatten().tolist()
        expected[name]["gradient"] = torch.cat([parameter.grad.flatten() for parameter in model.parameters()]).tolist()
with open(f"{folder}/expected.json", "w") as file:
    json.dump(expected, file)
