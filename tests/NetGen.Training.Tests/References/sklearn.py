"""Writes sklearn.json: measures of made-up outputs by scikit-learn (1.2), to hold Evaluation against.

python3 -P sklearn.py > sklearn.json, where -P lets "import sklearn" pass over this file.
"""
import json
import warnings

import numpy as np
from sklearn import metrics

warnings.simplefilter("ignore")
random = np.random.RandomState(5)


def classes(name, scores, labels):
    """Scores are logits of Softmax; of one Sigmoid where there is one column."""
    scores = np.round(scores, 6)
    count = max(scores.shape[1], 2)
    if scores.shape[1] == 1:
        one = 1 / (1 + np.exp(-scores))
        probabilities = np.hstack([1 - one, one])
        predicted = (scores[:, 0] >= 0).astype(int)
        log_loss = metrics.log_loss(labels, one[:, 0], labels=range(count))
    else:
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        predicted = probabilities.argmax(axis=1)
        log_loss = metrics.log_loss(labels, probabilities, labels=range(count))

    def of(measure):
        return {
            "classes": measure(labels, predicted, labels=range(count), average=None, zero_division=0).tolist(),
            "macro": measure(labels, predicted, average="macro", zero_division=0),
            "micro": measure(labels, predicted, average="micro", zero_division=0),
        }

    return {
        "name": name,
        "width": scores.shape[1],
        "outputs": scores.ravel().tolist(),
        "labels": labels.tolist(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "topK": [
            metrics.top_k_accuracy_score(labels, scores, k=k, labels=range(count))
            for k in range(1, count + 1)
        ] if scores.shape[1] > 1 else [metrics.accuracy_score(labels, predicted), 1.0],
        "confusion": metrics.confusion_matrix(labels, predicted, labels=range(count)).tolist(),
        "precision": of(metrics.precision_score),
        "recall": of(metrics.recall_score),
        "f1": of(metrics.f1_score),
        "logLoss": log_loss,
    }


def values(name, outputs, targets):
    outputs, targets = np.round(outputs, 6), np.round(targets, 6)
    return {
        "name": name,
        "width": outputs.shape[1],
        "outputs": outputs.ravel().tolist(),
        "targets": targets.ravel().tolist(),
        "meanSquaredError": metrics.mean_squared_error(targets, outputs),
        "meanAbsoluteError": metrics.mean_absolute_error(targets, outputs),
        "r2": metrics.r2_score(targets, outputs),
    }


labels = random.randint(0, 4, 60)
hints = 1.5 * np.eye(4)[labels]
rare = np.where(labels == 3, 0, labels)
unpredicted = np.random.RandomState(6).randn(60, 4) + hints
unpredicted[:, 2:] -= 50
surely_wrong = np.array([[800.0, 0, 0, -800], [0, 5, 0, 0], [0, 0, 900, -900], [1, 0, 0, 0]])
steps = random.randint(0, 2, 50)
targets = random.randn(40, 3) * [1, 20, 0.1] + [0, 100, -3]
constant = targets.copy()
constant[:, 1] = 0.5

print(json.dumps({
    "classes": [
        classes("four classes", random.randn(60, 4) + hints, labels),
        classes("class 2 is never predicted, class 3 neither occurs nor is", unpredicted, rare),
        classes("probabilities of 0", surely_wrong, np.array([3, 1, 2, 0])),
        classes("one Sigmoid", random.randn(50, 1) + 2 * steps[:, None] - 1, steps),
        classes("one Sigmoid that never tells 1", -np.abs(random.randn(20, 1)) - 0.01, steps[:20]),
    ],
    "values": [
        values("one output", targets[:, :1] + 0.3 * random.randn(40, 1), targets[:, :1]),
        values("three outputs", targets + random.randn(40, 3) * [0.5, 5, 0.2], targets),
        values("a constant target, missed", constant + 0.1 * random.randn(40, 3), constant),
        values("a constant target, reached", np.hstack([targets[:, :1] + 1, constant[:, 1:2], targets[:, 2:]]), constant),
    ],
}, separators=(",", ":")).replace("},{", "},\n{"))
