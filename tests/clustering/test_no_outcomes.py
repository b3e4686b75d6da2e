import pandas as pd
import pytest

from patronage.clustering.no_outcomes import refuse_outcomes
from patronage.errors import ConfigError
from patronage.segments import KEY
from patronage.tables import OUTCOMES


def test_features_with_their_key_are_let_through():
    refuse_outcomes(pd.DataFrame(columns=[*KEY, "frequency"]))


def test_each_outcome_is_refused_by_name():
    future = [field.name for field in OUTCOMES.fields if field.name not in KEY]
    with pytest.raises(ConfigError, match=", ".join(future)):
        refuse_outcomes(pd.DataFrame(columns=[*KEY, *future]))
