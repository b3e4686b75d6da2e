import pytest
from mlflow.exceptions import MlflowException
from mlflow.protos.databricks_pb2 import INVALID_STATE, RESOURCE_ALREADY_EXISTS

from patronage.tracking.existing import unless_it_exists


def test_what_another_process_has_made_is_no_error():
    with unless_it_exists():
        raise MlflowException("it is there", RESOURCE_ALREADY_EXISTS)


def test_any_other_error_is_one():
    with pytest.raises(MlflowException, match="broken"), unless_it_exists():
        raise MlflowException("broken", INVALID_STATE)
