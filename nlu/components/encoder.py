"""Run the tuned encoder over sentences: their meanings and their gates, in one pass. Needs no Rasa."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from nlu.components.kinds import MPNET
from nlu.components.second_look import TwoLooks
from nlu.components.seen import Looks, Seen
from nlu.components.sentence_model import SentenceModel, shared_model

# Sentences of nearly one length go together; one long one must not make twenty short ones wait.
SLACK, MOST_TOGETHER = 1.3, 16
FIRST, SECOND = GRAPHS = "encoder.onnx", "second_look.onnx"
Session = onnxruntime.InferenceSession
Graph = bytes | Path


class Encoder:
    """The graph that training wrote, run on one thread, with whole numbers."""

    def __init__(self, graph: Graph, model: SentenceModel | None = None) -> None:
        """Load the graph."""
        self._model = model or shared_model()
        # One thread a worker: more workers serve more people better than more threads do one.
        self._session = session_of(graph, threads=1)

    def read(self, sentences: Sequence[str]) -> Seen:
        """Give the chances for each sentence, in order."""
        ids = self._model.token_ids(sentences)
        meanings: list[np.ndarray] = [np.empty(0)] * len(ids)
        gates = list(meanings)
        for group in groups([len(own) for own in ids]):
            rows, mask = self._model.first_rows([ids[at] for at in group])
            found = self._session.run(["intent", "gate"], {"hidden": rows, "mask": mask})
            for at, intent, gate in zip(group, softmax(found[0]), sigmoid(found[1]), strict=True):
                meanings[at], gates[at] = intent, gate
        return Seen(np.stack(meanings), np.stack(gates))


def looks_of(graphs: Mapping[str, Graph]) -> Looks:
    """Give both looks, or the first alone where the larger model could not be had at training."""
    first = Encoder(graphs[FIRST])
    return TwoLooks(first, Encoder(graphs[SECOND], shared_model(MPNET))) if SECOND in graphs else first


def session_of(graph: Graph, threads: int) -> Session:
    """Open a graph to be run on so many threads; one in a file is not held twice while it is opened."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    # Without it, what was needed only while the graph was opened is kept: 60 MB for the larger model.
    options.enable_cpu_mem_arena = False
    return Session(
        graph if isinstance(graph, bytes) else str(graph), options, providers=["CPUExecutionProvider"]
    )


def groups(lengths: Sequence[int]) -> list[list[int]]:
    """Put sentences of nearly one length together, shortest first."""
    out: list[list[int]] = []
    for at in sorted(range(len(lengths)), key=lambda at: lengths[at]):
        fits = out and len(out[-1]) < MOST_TOGETHER and lengths[at] <= SLACK * lengths[out[-1][0]] + 2
        if fits:
            out[-1].append(at)
        else:
            out.append([at])
    return out


def softmax(scores: np.ndarray) -> np.ndarray:
    """Give shares that add up to one in each row."""
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True))


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Give a chance for each score."""
    return np.asarray(1 / (1 + np.exp(-scores)))
