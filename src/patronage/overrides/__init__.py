"""Where a person, and not the scheme, has put a customer: why, by whom, until when."""

from patronage.overrides.checking import COLUMNS as COLUMNS
from patronage.overrides.checking import checked as checked
from patronage.overrides.placing import OVERRIDE as OVERRIDE
from patronage.overrides.placing import placed_by_hand as placed_by_hand
from patronage.overrides.summary import counts as counts
from patronage.overrides.summary import metrics as metrics
from patronage.overrides.summary import sentences as sentences
from patronage.overrides.targets import targets as targets
from patronage.overrides.targets import with_segments as with_segments
