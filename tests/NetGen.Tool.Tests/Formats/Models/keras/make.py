"""Files as Keras 3 writes them, with what its layers give by plain loops: python3 make.py FOLDER. No Keras is needed, but h5py and numpy."""
import io
import json
import sys
import zipfile

import h5py
import numpy as np

folder = sys.argv[1]
random = np.random.default_rng(1)
sigmoid = lambda u: 1 / (1 + np.exp(-u))


def draw(*shape):
    return random.uniform(-0.8, 0.8, shape).astype(np.float32)


def layer(kind, **config):
    return {"module": "keras.layers", "class_name": kind, "config": config, "registered_name": None}


def weights(groups):
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        for name, tensors in groups:
            holder = file.create_group(f"layers/{name}")
            holder.require_group(name="vars") if not name.endswith("/cell") else file[f"layers/{name[:-5]}"].require_group("vars")
            for number, tensor in enumerate(tensors):
                holder.require_group("vars").create_dataset(str(number), data=tensor)
        file.create_group("vars")
    return content.getvalue()


def keras(name, kind, layers, groups):
    with zipfile.ZipFile(f"{folder}/{name}", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.8.0", "date_saved": "2025-01-01@00:00:00"}))
        archive.writestr("config.json", json.dumps({"module": "keras", "class_name": kind, "config": {"name": "model", "trainable": True, "layers": layers}, "registered_name": kind}))
        archive.writestr("model.weights.h5", weights(groups))


def pad(x, before, after):
    return np.pad(x, [(before, after)] * (x.ndim - 1) + [(0, 0)])


def conv(x, kernel, bias, dilation=1, groups=1):
    places = kernel.shape[:-2]
    out = np.zeros([size - dilation * (k - 1) for size, k in zip(x.shape, places)] + [kernel.shape[-1]]) + bias
    inner, outer = kernel.shape[-2], kernel.shape[-1] // groups
    for at in np.ndindex(*places):
        window = x[tuple(slice(dilation * a, dilation * a + size) for a, size in zip(at, out.shape))]
        for group in range(groups):
            out[..., group * outer:(group + 1) * outer] += window[..., group * inner:(group + 1) * inner] @ kernel[at][:, group * outer:(group + 1) * outer]
    return out


def depthwise(x, kernel, bias):
    k = kernel.shape[0]
    out = np.zeros((x.shape[0] - k + 1, x.shape[1] - k + 1, kernel.shape[2], kernel.shape[3]))
    for a in range(k):
        for b in range(k):
            out += x[a:a + out.shape[0], b:b + out.shape[1], :, None] * kernel[a, b]
    return out.reshape(*out.shape[:2], -1) + bias


def gru(x, kernel, recurrent, bias):
    units = recurrent.shape[0]
    h, steps = np.zeros(units), []
    for step in x:
        a, b = step @ kernel + bias[0], h @ recurrent + bias[1]
        z, r = sigmoid(a[:units] + b[:units]), sigmoid(a[units:2 * units] + b[units:2 * units])
        h = z * h + (1 - z) * np.tanh(a[2 * units:] + r * b[2 * units:])
        steps.append(h)
    return np.array(steps)


def lstm(x, kernel, recurrent, bias):
    units = recurrent.shape[0]
    h, c, steps = np.zeros(units), np.zeros(units), []
    for step in x:
        i, f, g, o = np.split(step @ kernel + h @ recurrent + bias, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        steps.append(h)
    return np.array(steps)


def rnn(x, kernel, recurrent, bias):
    h, steps = np.zeros(recurrent.shape[0]), []
    for step in x:
        h = np.tanh(step @ kernel + h @ recurrent + bias)
        steps.append(h)
    return np.array(steps)


expected = {}

# A picture: places before channels, both norms with Keras' ε, Flatten place by place.
k1, b1, gamma, beta, mean, variance = draw(3, 3, 2, 4), draw(4), draw(4) + 1.5, draw(4), draw(4), draw(4) ** 2
k2, b2 = draw(3, 3, 4, 2), draw(8)
k3, b3, ln_gamma, ln_beta, k4, b4 = draw(32, 5), draw(5), draw(5) + 1.5, draw(5), draw(5, 3), draw(3)
keras("cnn.keras", "Sequential", [
    layer("InputLayer", batch_shape=[None, 8, 8, 2], dtype="float32", name="input_layer"),
    layer("Conv2D", name="conv2d", filters=4, kernel_size=[3, 3], strides=[1, 1], padding="same", data_format="channels_last", dilation_rate=[1, 1], groups=1, activation="relu", use_bias=True),
    layer("BatchNormalization", name="batch_normalization", axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True),
    layer("MaxPooling2D", name="max_pooling2d", pool_size=[2, 2], padding="valid", strides=[2, 2], data_format="channels_last"),
    layer("DepthwiseConv2D", name="depthwise_conv2d", kernel_size=[3, 3], strides=[1, 1], padding="valid", depth_multiplier=2, data_format="channels_last", dilation_rate=[1, 1], activation="linear", use_bias=True),
    layer("Activation", name="activation", activation="elu"),
    layer("Flatten", name="flatten", data_format="channels_last"),
    layer("Dense", name="dense", units=5, activation="linear", use_bias=True),
    layer("LayerNormalization", name="layer_normalization", axis=-1, epsilon=0.001, center=True, scale=True, rms_scaling=False),
    layer("Activation", name="activation_1", activation="tanh"),
    layer("Dropout", name="dropout", rate=0.5, seed=None, noise_shape=None),
    layer("Dense", name="dense_1", units=3, activation="softmax", use_bias=True),
], [("conv2d", [k1, b1]), ("batch_normalization", [gamma, beta, mean, variance]), ("max_pooling2d", []), ("depthwise_conv2d", [k2, b2]), ("activation", []), ("flatten", []), ("dense", [k3, b3]),
    ("layer_normalization", [ln_gamma, ln_beta]), ("activation_1", []), ("dropout", []), ("dense_1", [k4, b4])])
x = random.normal(size=(8, 8, 2)).astype(np.float32).astype(float)
y = np.maximum(conv(pad(x, 1, 1), k1.astype(float), b1), 0)
y = (y - mean) / np.sqrt(variance.astype(float) + 1e-3) * gamma + beta
y = y.reshape(4, 2, 4, 2, 4).max(axis=(1, 3))
y = depthwise(y, k2.astype(float), b2)
y = np.where(y > 0, y, np.expm1(y)).flatten() @ k3.astype(float) + b3
y = np.tanh((y - y.mean()) / np.sqrt(y.var() + 1e-3) * ln_gamma + ln_beta) @ k4.astype(float) + b4
y = np.exp(y) / np.exp(y).sum()
expected["cnn.keras"] = {"inputs": x.transpose(2, 0, 1).flatten().tolist(), "outputs": y.tolist()}

# Sequences of any length: at every step what the model gives of those up to it.
kernel, recurrent, bias, kernel2, recurrent2, bias2, k5 = draw(6, 15), draw(5, 15), draw(2, 15), draw(5, 16), draw(4, 16), draw(16), draw(4, 2)


def history(name):
    return [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [None, None, 6], "dtype": "float32", "keras_history": [name, 0, 0]}}], "kwargs": {}}]


def named(made, name, source):
    return {**made, "name": name, "inbound_nodes": history(source) if source else []}


recurrent_config = dict(use_bias=True, return_state=False, go_backwards=False, stateful=False, unroll=False, activation="tanh", recurrent_activation="sigmoid")
keras("sequence.keras", "Functional", [
    named(layer("InputLayer", batch_shape=[None, None, 6], dtype="float32", name="steps"), "steps", None),
    named(layer("GRU", name="first", units=5, return_sequences=True, reset_after=True, **recurrent_config), "first", "steps"),
    named(layer("LSTM", name="second", units=4, return_sequences=False, unit_forget_bias=True, **recurrent_config), "second", "first"),
    named(layer("Dense", name="head", units=2, activation="linear", use_bias=False), "head", "second"),
], [("input_layer", []), ("gru/cell", [kernel, recurrent, bias]), ("lstm/cell", [kernel2, recurrent2, bias2]), ("dense", [k5])])
x = random.normal(size=(9, 6)).astype(np.float32).astype(float)
y = lstm(gru(x, kernel.astype(float), recurrent.astype(float), bias), kernel2.astype(float), recurrent2.astype(float), bias2) @ k5.astype(float)
expected["sequence.keras"] = {"inputs": x.flatten().tolist(), "outputs": y.flatten().tolist()}

# Weights alone: a signal.
k6, b6, k7, b7, k8, b8 = draw(3, 3, 4), draw(4), draw(2, 2, 6), draw(6), draw(48, 2), draw(2)
with open(f"{folder}/signal.weights.h5", "wb") as file:
    file.write(weights([("conv1d", [k6, b6]), ("conv1d_1", [k7, b7]), ("dense", [k8, b8])]))
x = random.normal(size=(10, 3)).astype(np.float32).astype(float)
y = np.tanh(conv(np.pad(x, [(4, 0), (0, 0)]), k6.astype(float), b6, dilation=2))
y = np.maximum(conv(y, k7.astype(float), b7, dilation=2, groups=2), 0)
expected["signal.weights.h5"] = {"architecture": "3x10-4c3causald2:tanh-6c2d2g2:relu-2", "inputs": x.T.flatten().tolist(), "outputs": (y.flatten() @ k8.astype(float) + b8).tolist()}

# Weights alone: steps, with a norm behind them.
r1, r2, r3, s1, s2, s3, g, b, m, v, d1, d2 = draw(2, 4), draw(4, 4), draw(4), draw(4, 3), draw(3, 3), draw(3), draw(3) + 1.5, draw(3), draw(3), draw(3) ** 2, draw(3, 2), draw(2)
with open(f"{folder}/steps.weights.h5", "wb") as file:
    file.write(weights([("simple_rnn/cell", [r1, r2, r3]), ("simple_rnn_1/cell", [s1, s2, s3]), ("batch_normalization", [g, b, m, v]), ("dense", [d1, d2])]))
x = random.normal(size=(5, 2)).astype(np.float32).astype(float)
y = rnn(rnn(x, r1.astype(float), r2.astype(float), r3), s1.astype(float), s2.astype(float), s3)[-1]
y = ((y - m) / np.sqrt(v.astype(float) + 1e-3) * g + b) @ d1.astype(float) + d2
expected["steps.weights.h5"] = {"architecture": "5x2-4rnn-3rnn-bn:identity-2", "inputs": x.flatten().tolist(), "outputs": y.tolist()}
with open(f"{folder}/expected.json", "w") as file:
    json.dump(expected, file)
