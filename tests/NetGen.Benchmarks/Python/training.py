"""The trainings of Training.cs by numpy, as the tutorials write them, and by scikit-learn, each on one core.

Takes a folder and a number of seeds. The folder has, for each training, NAME-x.bin and NAME-tx.bin, float32, row after row, and
NAME-y.bin and NAME-ty.bin, int32.
Writes lines: training, library, median of the milliseconds over the seeds, median accuracy on the rows to test.
"""
import sys
import time
import warnings

import numpy as np

folder, seeds = sys.argv[1], int(sys.argv[2])


def load(folder, name, inputs):
    def read(part, kind):
        return np.fromfile(f"{folder}/{name}-{part}.bin", kind)

    return (read("x", np.float32).reshape(-1, inputs), read("y", np.int32), read("tx", np.float32).reshape(-1, inputs), read("ty", np.int32))


def by_numpy(data, hidden, relu, epochs, batch, rate, adam, seed):
    x, y, tx, ty = data
    random = np.random.default_rng(seed)
    classes, one = y.max() + 1, np.float32(1)
    scale = 2 if relu else 1
    sizes = [x.shape[1], hidden, classes]
    p = []
    for fan_in, fan_out in zip(sizes, sizes[1:]):
        p += [random.normal(0, np.sqrt(scale / fan_in), (fan_in, fan_out)).astype(np.float32), np.zeros((1, fan_out), np.float32)]
    targets = np.eye(classes, dtype=np.float32)[y]
    mean, square, step = [np.zeros_like(q) for q in p], [np.zeros_like(q) for q in p], 0

    def forward(v):
        z = v @ p[0] + p[1]
        h = np.maximum(z, 0) if relu else one / (one + np.exp(-z))
        z = h @ p[2] + p[3]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return h, e / e.sum(axis=1, keepdims=True)

    for _ in range(epochs):
        order = random.permutation(len(x)) if batch < len(x) else None
        for start in range(0, len(x), batch):
            rows = slice(None) if order is None else order[start:start + batch]
            v, t = x[rows], targets[rows]
            h, out = forward(v)
            d2 = (out - t) / np.float32(len(v))
            d1 = (d2 @ p[2].T) * ((h > 0) if relu else h * (one - h))
            gradients = [v.T @ d1, d1.sum(axis=0, keepdims=True), h.T @ d2, d2.sum(axis=0, keepdims=True)]
            step += 1
            for i, g in enumerate(gradients):
                if adam:
                    mean[i] += np.float32(0.1) * (g - mean[i])
                    square[i] += np.float32(0.001) * (g * g - square[i])
                    g = mean[i] / np.float32(1 - 0.9 ** step) / (np.sqrt(square[i] / np.float32(1 - 0.999 ** step)) + np.float32(1e-8))
                p[i] -= np.float32(rate) * g
    return np.mean(forward(tx)[1].argmax(axis=1) == ty)


def by_sklearn(data, hidden, relu, epochs, batch, rate, adam, seed):
    from sklearn.neural_network import MLPClassifier
    x, y, tx, ty = data
    network = MLPClassifier(
        (hidden,), "relu" if relu else "logistic", solver="adam" if adam else "sgd", alpha=0, batch_size=min(batch, len(x)),
        learning_rate_init=rate, max_iter=epochs, tol=0, n_iter_no_change=epochs, momentum=0, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        network.fit(x, y)
    return np.mean(network.predict(tx) == ty)


def measure(name, library, train, *how):
    times, right = [], []
    train(*how, seed=0)
    for seed in range(1, seeds + 1):
        start = time.process_time()
        right.append(train(*how, seed=seed))
        times.append((time.process_time() - start) * 1e3)
    print(name, library, np.median(times), np.median(right), flush=True)


trainings = {
    "iris": (4, 6, True, 1000, 50, 0.1, False),
    "moons": (2, 3, False, 20000, 200, 1.0, False),
    "digits": (64, 64, True, 20, 32, 0.003, True),
}
for name, (inputs, *how) in trainings.items():
    data = load(folder, name, inputs)
    measure(name, "numpy", by_numpy, data, *how)
    try:
        import sklearn
    except ImportError:
        continue
    if name != "moons":
        measure(name, "scikit-learn", by_sklearn, data, *how)
