from .aside import Aside as Aside
from .balanced_kmeans import BalancedKMeans as BalancedKMeans
from .fixed_selection import FixedSelection as FixedSelection
from .gate import Gate as Gate
from .gower_preprocessing import (
    GowerPreprocessing as GowerPreprocessing,
)
from .hdbscan import Hdbscan as Hdbscan
from .k_medoids import KMedoids as KMedoids
from .k_prototypes import KPrototypes as KPrototypes
from .lange import lange_instability as lange_instability
from .missing_values import MissingValues as MissingValues
from .mixed_preprocessing import (
    MixedPreprocessing as MixedPreprocessing,
)
from .own_selection import OwnSelection as OwnSelection
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
from .staged_kmeans import StagedKMeans as StagedKMeans
from .structure import Structure as Structure
from .structure import meaning as meaning
from .trials import Trials as Trials
from .unit_log import UnitLog as UnitLog
from .ward import Ward as Ward
from .winsorizer import Winsorizer as Winsorizer
from .yeo_johnson import YeoJohnson as YeoJohnson
