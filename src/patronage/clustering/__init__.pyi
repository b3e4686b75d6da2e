from .fixed_selection import FixedSelection as FixedSelection
from .gate import Gate as Gate
from .missing_values import MissingValues as MissingValues
from .preprocessing import Preprocessing as Preprocessing
from .rank_normalizer import RankNormalizer as RankNormalizer
from .redundancy_filter import RedundancyFilter as RedundancyFilter
from .repeatable_clusterer import (
    RepeatableClusterer as RepeatableClusterer,
)
from .robust_scaler import RobustScaler as RobustScaler
from .scheme import ClusterScheme as ClusterScheme
from .selection import Selection as Selection
from .silhouette_selection import (
    SilhouetteSelection as SilhouetteSelection,
)
from .skew_transformer import SkewTransformer as SkewTransformer
from .stability import Resampling as Resampling
from .stability_selection import (
    StabilitySelection as StabilitySelection,
)
from .unit_log import UnitLog as UnitLog
from .winsorizer import Winsorizer as Winsorizer
from .yeo_johnson import YeoJohnson as YeoJohnson
