from .compared import Compared as Compared
from .describing import Describing as Describing
from .earlier import Earlier as Earlier
from .fitted import Fitted as Fitted
from .ground import Ground as Ground
from .ingesting import ingest_source as ingest_source
from .study import Study as Study
