"""JSON that is anything, and what the contract names with something else in its place."""

from hypothesis import strategies as st

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["\ud800", "2026-11-23T01:00:00Z", "queued", 10**400, "0001-01-01T00:00:00Z"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["jobs", "id", "server_time", "sequence", "previous", "board", "events", "code"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@st.composite
def changed(draw, mapping):
    """A mapping of the contract of which one or two values are anything, or away."""
    made = dict(mapping)
    for _ in range(draw(st.integers(1, 2))):
        name = draw(st.sampled_from(sorted(mapping)))
        if draw(st.integers(0, 4)):
            made[name] = draw(JSON)
        else:
            made.pop(name, None)
    return made
