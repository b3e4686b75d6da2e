from .heirs import heirs as heirs
from .lineage_words import lineage_words as lineage_words
from .moved_apart import MovedApart as MovedApart
from .moved_apart import moved_apart as moved_apart
from .retrainings import readable_retrainings as readable_retrainings
from .retrainings import retrainings as retrainings
from .succession import Succession as Succession
