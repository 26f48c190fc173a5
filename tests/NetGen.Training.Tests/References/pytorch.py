"""Writes pytorch.json beside this file: what PyTorch does, in double precision, for the tests to hold NetGen against.

A 3-5-2 network with tanh in the hidden layer and the mean squared error takes 25 steps on the same 8 samples under each
optimizer; its parameters are written after every step, in NetGen's order. Clipping and learning-rate schedules follow. Two
optimizers are written out here: Lion, which is not part of PyTorch, from algorithm 2 of its paper; and NAdam, from the
formulas of PyTorch 2's documentation, because PyTorch 1.13 multiplies one momentum too many into the next product. The file
was made with PyTorch 1.13.0, Python 3.11.2.
"""

import json
import pathlib
import sys

import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(1)
STEPS = 25


def values(*shape):
    """Multiples of 2^-20, which JSON and both sides hold exactly."""
    return torch.round(torch.randn(*shape) * 2**20) / 2**20


INPUTS, TARGETS = values(8, 3), values(8, 2)
START = values(3 * 5 + 5 + 5 * 2 + 2) / 2


class Lion(torch.optim.Optimizer):
    """Chen et al., Symbolic Discovery of Optimization Algorithms, 2023, algorithm 2."""

    def __init__(self, params, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                c = beta1 * m + (1 - beta1) * p.grad
                p.sub_(group["lr"] * (torch.sign(c) + group["weight_decay"] * p))
                m.copy_(beta2 * m + (1 - beta2) * p.grad)


class NAdam(torch.optim.Optimizer):
    """Dozat, Incorporating Nesterov momentum into Adam, 2016, as the documentation of torch.optim.NAdam has it."""

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, momentum_decay=4e-3):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                t = state["t"] = state.get("t", 0) + 1
                mu, mu_next = (beta1 * (1 - 0.5 * 0.96 ** (at * group["momentum_decay"])) for at in (t, t + 1))
                product = state["product"] = state.get("product", 1.0) * mu
                g = p.grad + group["weight_decay"] * p
                m = state["m"] = beta1 * state.get("m", torch.zeros_like(p)) + (1 - beta1) * g
                v = state["v"] = beta2 * state.get("v", torch.zeros_like(p)) + (1 - beta2) * g**2
                ahead = mu_next * m / (1 - product * mu_next) + (1 - mu) * g / (1 - product)
                p.sub_(group["lr"] * ahead / (torch.sqrt(v / (1 - beta2**t)) + group["eps"]))


def network():
    net = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 2))
    torch.nn.utils.vector_to_parameters(START.clone(), net.parameters())
    return net


def train(make, before_step=lambda net: None):
    net = network()
    optimizer = make(net.parameters())
    trajectory = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(net(INPUTS), TARGETS).backward()
        before_step(net)
        optimizer.step()
        trajectory.append([round(value, 13) for value in torch.nn.utils.parameters_to_vector(net.parameters()).tolist()])
    return trajectory


O = torch.optim
OPTIMIZERS = {
    "sgd": lambda p: O.SGD(p, 0.1),
    "sgd weight decay": lambda p: O.SGD(p, 0.1, weight_decay=0.05),
    "sgd momentum": lambda p: O.SGD(p, 0.05, momentum=0.9),
    "sgd dampening": lambda p: O.SGD(p, 0.05, momentum=0.9, dampening=0.3, weight_decay=0.05),
    "sgd nesterov": lambda p: O.SGD(p, 0.05, momentum=0.9, nesterov=True, weight_decay=0.05),
    "adagrad": lambda p: O.Adagrad(p),
    "adagrad all": lambda p: O.Adagrad(p, 0.1, lr_decay=0.1, weight_decay=0.05, initial_accumulator_value=0.5, eps=1e-6),
    "rmsprop": lambda p: O.RMSprop(p),
    "rmsprop momentum": lambda p: O.RMSprop(p, 0.02, alpha=0.9, eps=1e-6, weight_decay=0.05, momentum=0.8),
    "rmsprop centered": lambda p: O.RMSprop(p, 0.02, momentum=0.5, centered=True),
    "adadelta": lambda p: O.Adadelta(p),
    "adadelta all": lambda p: O.Adadelta(p, 0.5, rho=0.8, eps=1e-5, weight_decay=0.05),
    "adam": lambda p: O.Adam(p),
    "adam all": lambda p: O.Adam(p, 0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.05),
    "adam amsgrad": lambda p: O.Adam(p, 0.05, betas=(0.8, 0.9), amsgrad=True),
    "adamw": lambda p: O.AdamW(p),
    "adamw amsgrad": lambda p: O.AdamW(p, 0.05, betas=(0.8, 0.9), weight_decay=0.2, amsgrad=True),
    "adamax": lambda p: O.Adamax(p),
    "adamax all": lambda p: O.Adamax(p, 0.05, betas=(0.8, 0.9), weight_decay=0.05),
    "nadam": lambda p: NAdam(p),
    "nadam all": lambda p: NAdam(p, 0.05, betas=(0.8, 0.95), weight_decay=0.05, momentum_decay=0.02),
    "rprop": lambda p: O.Rprop(p),
    "rprop all": lambda p: O.Rprop(p, 0.05, etas=(0.4, 1.3), step_sizes=(0.001, 0.1)),
    "lion": lambda p: Lion(p, 1e-4),
    "lion all": lambda p: Lion(p, 0.02, betas=(0.8, 0.95), weight_decay=0.05),
}

CLIPPING = {
    "norm": lambda net: torch.nn.utils.clip_grad_norm_(net.parameters(), 0.2),
    "value": lambda net: torch.nn.utils.clip_grad_value_(net.parameters(), 0.05),
}

EPOCHS, BATCHES = 20, 4
LOSSES = [1, 0.9, 0.95, 0.94, 0.91, 0.89, 0.889999, 0.9, 0.9, 0.9, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]
S = torch.optim.lr_scheduler
SCHEDULES = {
    "step": lambda o: S.StepLR(o, 3, gamma=0.5),
    "exponential": lambda o: S.ExponentialLR(o, 0.9),
    "cosine": lambda o: S.CosineAnnealingLR(o, T_max=8, eta_min=0.01),
    "warm up": lambda o: S.LinearLR(o, start_factor=0.25, total_iters=6),
    "warm up, cosine": lambda o: S.SequentialLR(
        o, [S.LinearLR(o, start_factor=0.25, total_iters=6), S.CosineAnnealingLR(o, T_max=14)], milestones=[6]),
    "one cycle": lambda o: S.OneCycleLR(o, max_lr=0.5, total_steps=EPOCHS * BATCHES, cycle_momentum=False),
    "one cycle all": lambda o: S.OneCycleLR(
        o, max_lr=0.5, total_steps=EPOCHS * BATCHES, pct_start=0.4, div_factor=10, final_div_factor=100, cycle_momentum=False),
    "plateau": lambda o: S.ReduceLROnPlateau(o, factor=0.5, patience=2),
    "plateau all": lambda o: S.ReduceLROnPlateau(o, factor=0.3, patience=1, threshold=0.05, cooldown=2, min_lr=0.02),
}


def rates(name, make):
    """The rate of every epoch; of every batch for one cycle."""
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.3)
    scheduler = make(optimizer)
    found = []
    for step in range(EPOCHS * BATCHES if name.startswith("one cycle") else EPOCHS):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step == (EPOCHS * BATCHES if name.startswith("one cycle") else EPOCHS) - 1:
            break
        scheduler.step(LOSSES[step]) if name.startswith("plateau") else scheduler.step()
    return found


reference = {
    "versions": f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}",
    "inputs": INPUTS.flatten().tolist(),
    "targets": TARGETS.flatten().tolist(),
    "start": START.tolist(),
    "optimizers": {name: train(make) for name, make in OPTIMIZERS.items()},
    "clipping": {name: train(lambda p: O.SGD(p, 0.1), clip) for name, clip in CLIPPING.items()},
    "losses": LOSSES,
    "schedules": {name: rates(name, make) for name, make in SCHEDULES.items()},
}
lines = json.dumps(reference).replace('], [', '],\n[').replace('], "', '],\n"').replace(']], "', ']],\n"')
pathlib.Path(__file__).with_name("pytorch.json").write_text(lines + "\n")
