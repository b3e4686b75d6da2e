"""The tables that stages pass to each other: ARCHITECTURE, section 3, as contracts."""

from patronage.tables.interim import CHECKED_VALUES as CHECKED_VALUES
from patronage.tables.interim import CONFLICTS as CONFLICTS
from patronage.tables.interim import CONTACTS as CONTACTS
from patronage.tables.interim import CUSTOMERS as CUSTOMERS
from patronage.tables.interim import DATA_QUALITY as DATA_QUALITY
from patronage.tables.interim import EVENTS as EVENTS
from patronage.tables.interim import FEEDBACK as FEEDBACK
from patronage.tables.interim import IDENTITIES as IDENTITIES
from patronage.tables.interim import LEDGER as LEDGER
from patronage.tables.interim import LEVELS as LEVELS
from patronage.tables.interim import PENDING_CHANGES as PENDING_CHANGES
from patronage.tables.interim import QUARANTINE as QUARANTINE
from patronage.tables.interim import RECORDS as RECORDS
from patronage.tables.interim import SPANS as SPANS
from patronage.tables.processed import AXES as AXES
from patronage.tables.processed import CROSSWALK as CROSSWALK
from patronage.tables.processed import DICTIONARY as DICTIONARY
from patronage.tables.processed import FEATURES as FEATURES
from patronage.tables.processed import NAMES as NAMES
from patronage.tables.processed import OUTCOMES as OUTCOMES
from patronage.tables.processed import PANEL as PANEL
from patronage.tables.processed import PANEL_OUTCOMES as PANEL_OUTCOMES
from patronage.tables.processed import PROFILE as PROFILE
from patronage.tables.processed import RAW_FEATURES as RAW_FEATURES
from patronage.tables.processed import SEGMENTS as SEGMENTS
