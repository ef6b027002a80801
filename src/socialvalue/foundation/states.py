"""A state table: which deed leads from which state to which. Data, so that it can be tested and drawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from socialvalue.foundation.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Step:
    """From a state, by a deed, to a state; the event it leaves behind in the past tense."""

    state: str
    deed: str
    becomes: str
    event: str


@dataclass(frozen=True, slots=True)
class StateTable:
    """All steps of one kind of record. `begins` is the state it is made in."""

    noun: str
    begins: str
    steps: tuple[Step, ...]

    def step(self, state: str, deed: str) -> Step:
        """The step that this deed takes from this state. Refuses (409) where there is none."""
        found = next((step for step in self.steps if (step.state, step.deed) == (state, deed)), None)
        if found is None:
            verb = deed.replace("_", " ")
            raise Refusal(
                "wrong-state",
                f"You cannot {verb} this {self.noun} because it is {state.replace('-', ' ')}. "
                "Someone may have changed it: look at it again.",
                status=409,
            )
        return found

    def allowed(self, state: str) -> frozenset[str]:
        """The deeds possible in this state."""
        return frozenset(step.deed for step in self.steps if step.state == state)

    def states(self) -> frozenset[str]:
        """Every state there is."""
        return frozenset({self.begins, *(s.state for s in self.steps), *(s.becomes for s in self.steps)})

    def fold(self, events: Iterable[str]) -> str:
        """The state that a history of events leads to. Refuses a history that the table does not allow."""
        state = self.begins
        for event in events:
            found = next((step for step in self.steps if (step.state, step.event) == (state, event)), None)
            if found is None:
                raise Refusal("impossible-history", f"{event} cannot follow {state}.", status=500)
            state = found.becomes
        return state

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {_node(self.begins)}"]
        lines += [
            f"    {_node(s.state)} --> {_node(s.becomes)}: {s.deed.replace('_', ' ')}" for s in self.steps
        ]
        return "\n".join(lines)


def _node(state: str) -> str:
    return state.replace("-", "_")
