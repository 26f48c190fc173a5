"""Learns in PyTorch whether a point lies within the unit circle, and writes circle.safetensors."""
import json
import struct

import torch
from torch import nn

torch.manual_seed(1)
model = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 1), nn.Sigmoid())
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for _ in range(300):
    points = torch.rand(64, 2) * 4 - 2
    inside = (points.square().sum(dim=1, keepdim=True) < 1).float()
    loss = nn.functional.binary_cross_entropy(model(points), inside)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

header, data = {}, b""
for name, tensor in model.state_dict().items():
    raw = tensor.float().numpy().tobytes()
    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header).encode()
with open("circle.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)

for x, y in [(0.6, 0.7), (-0.8, 0.5), (0.3, -1.1)]:
    print(f"({x}, {y}): {model(torch.tensor([[x, y]], dtype=torch.float32)).item():.5f}")
